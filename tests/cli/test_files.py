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
def test_file_that_is_not_there_or_a_folder_is_refused(
    demo: CommandLine, tmp_path: Path, kind: str
) -> None:
    more = ("--account", "BANCA") if kind == "statement" else ()
    for path in (tmp_path / "none.csv", tmp_path):
        sentence = demo.refused("import", kind, path, *more)
        assert sentence.startswith("Il file")
        assert "imprevisto" not in sentence


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
    assert shown["problems"]
    assert "CHF" in demo.refused("import", "statement", path, "--account", "BANCA")


def test_mapping_that_was_never_saved_is_refused(demo: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "soci.csv"
    path.write_text("Ragione sociale\nAlfa\n", encoding="utf-8")
    assert "mia" in demo.refused("import", "members", path, "--mapping", "mia")
