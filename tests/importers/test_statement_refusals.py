"""Whatever arrives instead of a statement gets one sentence, soon, and nothing else."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cluster_desk.errors import FileRefused
from cluster_desk.importers.statement import read_statement
from cluster_desk.importers.statements import columns, limits, refusals
from cluster_desk.importers.statements.drafts import StatementReading
from cluster_desk.importers.statements.refusals import (
    BinaryFile,
    EmptyStatement,
    MembersInstead,
    NotAStatement,
    PrintedStatement,
    StatementTooBig,
    TooManyMovements,
    TooManyStatements,
    UnknownColumns,
)
from tests.importers import cbi_flow
from tests.importers.reading import SAMPLES
from tests.importers.test_statement_tables import BANKS
from tests.pace import best_of_three, seconds_of

CBI = cbi_flow.content(
    cbi_flow.flow(
        cbi_flow.opening("000000001000,00"),
        cbi_flow.movement("001", "000000000500,00"),
        cbi_flow.text("001", "RI1QUOTA"),
        cbi_flow.closing("000000001500,00"),
    )
)
FILES = [
    *(path.read_bytes() for path in sorted(SAMPLES.iterdir())),
    *(text.encode() for text in BANKS.values()),
    CBI,
]
PIECES = [
    b":61:", b":86:", b":60M:C260101EUR1,", b":62M:", b"?20", b"RC", b"-}", b"{4:", b" RH05428",
    b" 62", b"<Ntry>", b"</Ntry>", b"<Stmt/>", b"<STMTTRN>", b"&#0;", b"&amp;", b"\x00", b"\xff",
    b"\xc2\xa0", "٣².١".encode(), b";;;", b",", b'"', b"\n", b"9" * 400, b"1e99", b"NaN", b"-",
    b"31/02/2026", b"00000000", b"0231", b"Importo", b"Data", b"Saldo iniziale", b"%", b"{text}",
]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", EmptyStatement),
        (b" \r\n\t\xef\xbb\xbf", EmptyStatement),
        (b"\x00" * 1000, EmptyStatement),
        (b"%PDF-1.7\n%\xe2\xe3", PrintedStatement),
        (b"\x89PNG\r\n\x1a\n\x00\x00", BinaryFile),
        (bytes(range(256)) * 40, BinaryFile),
        (b"\x30\x82\x05\x00signed", BinaryFile),
        (b"Caro socio, tutto bene?", NotAStatement),
        (b'{"movimenti": []}', NotAStatement),
        (b"Denominazione;P.IVA;PEC;Comune\nAlfa S.r.l.;;;Crema\n", MembersInstead),
    ],
)
def test_wrong_file_is_named_for_what_it_is(content: bytes, refusal: type[FileRefused]) -> None:
    with pytest.raises(refusal):
        read_statement("estratto.xml", content)


def test_file_beyond_the_limit_is_not_even_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MEGABYTE", 1)
    with pytest.raises(StatementTooBig, match="50 MB"):
        read_statement("", b"x" * 51)


@pytest.mark.parametrize(
    "content",
    [
        b"<Document>" + b"<Stmt><Id>1</Id></Stmt>" * 4 + b"</Document>",
        b":20:A\n:25:B\n:60F:C260101EUR1,00\n-\n" * 4,
        b"<OFX>" + b"<STMTRS><CURDEF>EUR</STMTRS>" * 4 + b"</OFX>",
        cbi_flow.content(cbi_flow.flow(cbi_flow.opening("000000000001,00")) * 4),
    ],
)
def test_more_statements_than_days_are_refused(
    content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "STATEMENTS", 3)
    with pytest.raises(TooManyStatements, match="3"):
        read_statement("", content)


def test_more_lines_than_movements_can_fill_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LINES", 3)
    with pytest.raises(TooManyMovements):
        read_statement("", b":20:A\n:25:B\n:28:1\n:60F:C260101EUR1,00\n")


def test_name_of_the_file_decides_nothing() -> None:
    content = (SAMPLES / "camt053_v2.xml").read_bytes()
    assert read_statement("camt054.csv", content) == read_statement("x.sta", content)


def test_a_long_list_of_something_else_is_refused_without_judging_its_cells(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    judged: list[object] = []
    monkeypatch.setattr(columns, "is_money", judged.append)
    rows = "".join(f"{n};Comune di Crema;Piazza Duomo {n};01/02/2026;12,50\n" for n in range(9_000))
    with pytest.raises(UnknownColumns):
        read_statement("enti.csv", ("Codice;Denominazione;Indirizzo;Nato;Quota\n" + rows).encode())
    assert len(judged) == 0


def test_every_refusal_is_one_italian_sentence_that_says_what_to_do() -> None:
    for refusal in _refusals():
        text = str(refusal(limit=1, root="x", line=1, flow="EC"))
        assert text.endswith(".")
        assert any(
            word in text.lower() for word in ("scarica", "scaricalo", "chiama", "importalo")
        ), text


def test_problems_beyond_what_anybody_reads_are_counted() -> None:
    rows = "".join(f"12/01/2026;A;niente{row}\n" for row in range(limits.PROBLEMS + 7))
    reading = read_statement("", ("Data;Descrizione;Importo\n" + rows).encode())
    assert len(reading.problems) == limits.PROBLEMS + 1
    assert "7" in reading.problems[-1].message


@given(st.binary(max_size=400))
@example(b"PK\x03\x04")
@example(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
@example(b"\xff\xfea")
@example(b"<")
@example(b"<?xml")
@example(b":20:\n:61:")
@example(b" RH00000")
@example(b"OFXHEADER:")
def test_random_bytes_are_read_or_refused(content: bytes) -> None:
    _read_or_refuse(content)


@given(st.text(max_size=200), st.sampled_from(FILES))
def test_random_text_behind_a_true_beginning_is_read_or_refused(text: str, file: bytes) -> None:
    _read_or_refuse(file[: len(text) * 7] + text.encode("utf-8", "replace"))


@given(st.sampled_from(FILES), st.integers(0, 2**32), st.integers(1, 12))
def test_spoiled_statements_are_read_or_refused(file: bytes, seed: int, times: int) -> None:
    _read_or_refuse(_spoiled(file, random.Random(seed), times))


@given(
    st.lists(
        st.lists(st.sampled_from(["Data", "Importo", "Dare", "Avere", "Valuta", "Saldo", "1,5",
                                  "-2.500", "12/01/2026", "31/02/26", "EUR", "", "x"]), max_size=6),
        max_size=6,
    )
)  # fmt: skip
def test_tables_of_any_words_are_read_or_refused(rows: list[list[str]]) -> None:
    _read_or_refuse("\n".join(";".join(row) for row in rows).encode())


@pytest.mark.parametrize(
    "content",
    [
        b"<a>" * 2_000_000,
        b"<Document>" + b"<a/>" * 1_000_000 + b"</Document>",
        b"<Document><Stmt><Ntry>" + b"<a/>" * 1_000_000 + b"</Ntry></Stmt></Document>",
        b"<OFX>" + b"<STMTTRN>" * 300_000 + b"</OFX>",
        b":20:A\n:25:B\n" + b":61:260101C1,NMSC\n" * 150_000,
        b":20:A\n:25:B\n:61:260101C1,NMSC\n:86:" + b"A" * 3_000_000,
        b":20:A\n:25:B\n{1:" + b"{" * 200_000,
        b" RH05428\n" + b" 62" * 300_000,
        b"Data;Importo;Descrizione\n" + b"01/01/2026;1,00;A\n" * 150_000,
        b'Data;Importo;Descrizione\n"' + b"01/01/2026;1,00;A\n" * 50_000,
        b"Data;Importo;Descrizione\n01/01/2026;" + b"9" * 30_000 + b";A\n",
        b"A" * 5_000_000,
    ],
    ids=lambda content: content[:24].decode("latin-1"),
)
def test_hostile_files_cost_less_than_five_seconds(content: bytes) -> None:
    assert best_of_three(lambda: seconds_of(lambda: _read_or_refuse(content)), 5) < 5


def _read_or_refuse(content: bytes) -> StatementReading | None:
    """No other exception escapes, and every sentence can be shown."""
    try:
        reading = read_statement("", content)
    except FileRefused as refusal:
        return None if str(refusal) else pytest.fail("a refusal without words")
    assert all(problem.message for problem in reading.problems)
    for draft in reading.statements:
        assert [line.position for line in draft.lines] == list(range(1, len(draft.lines) + 1))
        assert all(line.amount for line in draft.lines)
    return reading


def _spoiled(file: bytes, chance: random.Random, times: int) -> bytes:
    spoiled = bytearray(file)
    for _time in range(times):
        at = chance.randrange(len(spoiled) + 1)
        kind = chance.randrange(4)
        if kind == 0:
            del spoiled[at : at + chance.randrange(40)]
        elif kind == 1:
            spoiled[at:at] = chance.choice(PIECES)
        elif kind == 2:
            spoiled[at : at + 1] = bytes([chance.randrange(256)])
        else:
            spoiled[at:at] = spoiled[chance.randrange(len(spoiled) + 1) :][:200]
    return bytes(spoiled)


def _refusals() -> Iterator[type[FileRefused]]:
    for value in vars(refusals).values():
        if isinstance(value, type) and issubclass(value, FileRefused) and value is not FileRefused:
            yield value
