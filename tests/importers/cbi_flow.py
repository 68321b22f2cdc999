"""Build CBI flows by column, as the standard describes them, so that a test shows what it means."""

from __future__ import annotations

from collections.abc import Mapping

WIDTH = 120


def record(kind: str, fields: Mapping[int, str] | None = None) -> str:
    """One record of 120 characters; each text begins in its column, counted from 1."""
    line = [" "] * WIDTH
    for column, text in {2: kind, **(fields or {})}.items():
        line[column - 1 : column - 1 + len(text)] = text
    assert len(line) == WIDTH
    return "".join(line)


def flow(*records: str, count: int | None = None) -> list[str]:
    """RH, the records, and an EF that declares how many there are (or what it is told)."""
    declared = len(records) + 2 if count is None else count
    return [
        record("RH", {4: "05428", 9: "SIA00", 14: "020226", 20: "RND0202"}),
        *records,
        record("EF", {4: "05428", 46: "0000001", 83: f"{declared:07d}"}),
    ]


def opening(amount: str, sign: str = "C", currency: str = "EUR") -> str:
    """A record 61 of IT60X0542811101000000123456."""
    return record(
        "61",
        {
            4: "0000001", 29: "93001", 34: "CONTO ORDINARIO", 50: "CC", 52: "X", 53: "05428",
            58: "11101", 63: "000000123456", 75: currency, 78: "010126", 84: sign, 85: amount,
            100: "IT60",
        },
    )  # fmt: skip


def movement(number: str, amount: str, sign: str = "C", **more: str) -> str:
    """A record 62 of 13 January 2026, value the 14th; `more` by c42=…, its columns."""
    fields = {4: "0000001", 11: number, 14: "140126", 20: "130126", 26: sign, 27: amount, 42: "48"}
    fields |= {int(name.removeprefix("c")): text for name, text in more.items()}
    return record("62", fields)


def text(number: str, words: str) -> str:
    """A record 63: what stands in columns 14–120."""
    return record("63", {4: "0000001", 11: number, 14: words})


def closing(amount: str, sign: str = "C") -> str:
    """A record 64."""
    return record("64", {4: "0000001", 11: "EUR", 14: "310126", 20: sign, 21: amount})


def content(lines: list[str]) -> bytes:
    """A file, in the code page of Italian banks."""
    return "\r\n".join(lines).encode("cp1252")
