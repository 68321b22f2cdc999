"""Files that cannot be read, are hostile, or are something else: one sentence, nothing written."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tests.story.command_line import CommandLine

pytestmark = pytest.mark.slow


def bomb() -> bytes:
    """A workbook whose one sheet grows a thousandfold."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("xl/workbook.xml", "<workbook/>")
        file.writestr("xl/worksheets/sheet1.xml", b" " * 300_000_000)
    return stream.getvalue()


ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE Document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    b'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">&b;</Document>'
)
CASES: tuple[tuple[str, bytes], ...] = (
    ("empty.csv", b""),
    ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(200)),
    ("entities.xml", ENTITIES),
    ("cut.xml", b'<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt'),
    ("page.html", b"<html><body><p>Accedi per continuare</p></body></html>"),
    ("cut.xlsx", b"PK\x03\x04" + bytes(60)),
    ("letter.pdf", b"%PDF-1.7\n" + bytes(500)),
    ("noise.csv", bytes(range(256)) * 40),
)


@pytest.mark.parametrize(("name", "content"), CASES, ids=[name for name, _content in CASES])
@pytest.mark.parametrize("kind", ["members", "statement"])
def test_file_of_another_kind_is_refused_in_one_italian_sentence(
    demo: CommandLine, tmp_path: Path, kind: str, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    more = ("--account", "BANCA") if kind == "statement" else ()
    before = Path(demo.location).read_bytes()
    sentence = demo.refused("import", kind, path, *more)
    assert sentence.count("\n") == 0
    assert sentence.endswith((".", ")", "?"))
    assert "imprevisto" not in sentence
    assert Path(demo.location).read_bytes() == before


def test_archive_that_swells_is_refused(demo: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "soci.xlsx"
    path.write_bytes(bomb())
    sentence = demo.refused("import", "members", path)
    assert "imprevisto" not in sentence


@pytest.mark.parametrize("kind", ["members", "statement"])
def test_what_is_no_file_is_refused_in_our_own_words(
    demo: CommandLine, tmp_path: Path, kind: str
) -> None:
    more = ("--account", "BANCA") if kind == "statement" else ()
    loop = tmp_path / "giro"
    loop.symlink_to(loop)
    (tmp_path / "file").write_bytes(b"x")
    cases = {
        tmp_path / "none.csv": "Non c’è",
        tmp_path: "è una cartella",
        loop: "torna su se stesso",
        tmp_path / "file" / "x.csv": "è un file, non una cartella",
        tmp_path / ("x" * 300): "troppo lungo",
    }
    for path, words in cases.items():
        assert words in demo.refused("import", kind, path, *more)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="a file without an end is Unix's")
def test_file_without_an_end_is_refused_and_a_device_is_never_replaced(demo: CommandLine) -> None:
    assert "50" in demo.refused("import", "members", "/dev/zero")
    assert "Il disco è pieno" in demo.refused("export", "register", "--out", "/dev/full")
    assert demo.run("export", "register", "--out", "/dev/null").code == 0
    assert Path("/dev/full").is_char_device()
    assert Path("/dev/null").is_char_device()


def test_export_renews_the_file_behind_a_link_and_says_what_it_is(
    demo: CommandLine, tmp_path: Path
) -> None:
    real, link = tmp_path / "vero.pdf", tmp_path / "link.pdf"
    real.write_bytes(b"old")
    link.symlink_to(real)
    assert demo.run("export", "register", "--out", link).code == 0
    assert link.is_symlink()
    assert real.read_bytes().startswith(b"%PDF")
    said = demo.run("export", "members", "--out", tmp_path / "soci.csv")
    assert "È un file .xlsx" in said.out
    demo.json("export", "ledger", "--out", f"{tmp_path}/nuova/")
    assert [file.suffix for file in (tmp_path / "nuova").iterdir()] == [".xlsx"]


def test_sheet_that_is_not_there_is_named_with_those_that_are(
    demo: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "soci.csv"
    path.write_text("Ragione sociale;Codice fiscale\nAlfa;12345\n", encoding="utf-8")
    assert "«soci.csv»" in demo.refused("import", "members", path, "--sheet", "Soci")
    assert "Riga 2, codice fiscale:" in demo.run("import", "members", path, "--dry-run").out


def test_account_that_does_not_exist_is_named(demo: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Data;Descrizione;Importo\n12/01/2026;QUOTA;5,00\n", encoding="utf-8")
    assert "POSTA" in demo.refused("import", "statement", path, "--account", "POSTA")
    assert "POSTA" in demo.refused("reconcile", "--account", "POSTA")


def test_statement_of_another_currency_is_shown_and_never_imported(
    demo: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "franchi.csv"
    path.write_text(
        "Data;Valuta;Descrizione;Importo\n12/01/2026;CHF;QUOTA;5,00\n", encoding="utf-8"
    )
    shown = demo.json("import", "statement", path, "--account", "BANCA", "--dry-run")
    assert (shown["currency"], shown["new"], shown["change_set"]) == ("CHF", 0, None)
    said = demo.run("import", "statement", path, "--account", "BANCA", "--dry-run").out
    assert "5,00 CHF" in said
    assert "€" not in said
    assert shown["problems"]
    assert "CHF" in demo.refused("import", "statement", path, "--account", "BANCA")


def test_mapping_that_was_never_saved_is_refused(demo: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "soci.csv"
    path.write_text("Ragione sociale\nAlfa\n", encoding="utf-8")
    assert "mia" in demo.refused("import", "members", path, "--mapping", "mia")
