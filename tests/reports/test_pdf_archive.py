"""Every document is PDF/A-2b, embeds its fonts, and is the same bytes every time."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from io import BytesIO

import pikepdf
import pytest

from cluster_desk import paths
from cluster_desk.i18n import set_language
from tests.reports import sample_documents as sample
from tests.reports.every_pdf import KINDS
from tests.reports.pdf_reading import fonts, opened, xmp

EVERY = pytest.mark.parametrize("kind", list(KINDS))
AGAIN = """
import hashlib
from tests.reports.every_pdf import KINDS
from tests.reports.sample_documents import LETTERHEAD
for kind, setting in KINDS.items():
    print(kind, hashlib.sha256(setting(LETTERHEAD)).hexdigest(), sep="=")
"""


def made(kind: str) -> bytes:
    return KINDS[kind](sample.LETTERHEAD)


@EVERY
def test_all_fonts_are_embedded_and_none_is_a_standard_one(kind: str) -> None:
    with opened(made(kind)) as document:
        found = fonts(document)
        assert found
        for name, font in found.items():
            assert name.startswith(("/AAAAAA+Inter", "/AAAAAA+Literata")), name
            assert "/FontFile2" in font.FontDescriptor
            assert "/ToUnicode" in font


@EVERY
def test_the_catalogue_says_what_an_archive_asks(kind: str) -> None:
    with opened(made(kind)) as document:
        root = document.Root
        intent = root.OutputIntents[0]
        assert document.pdf_version == "1.7"
        assert str(root.Lang) == "it-IT"
        assert intent.S == pikepdf.Name.GTS_PDFA1
        assert intent.DestOutputProfile.N == 3
        assert bytes(intent.DestOutputProfile.read_bytes()[36:40]) == b"acsp"
        assert not {"/OpenAction", "/AA", "/AcroForm", "/Names"} & set(root.keys())
        assert "/Encrypt" not in document.trailer
        assert (xmp(document, "pdfaid:part"), xmp(document, "pdfaid:conformance")) == ("2", "B")


@EVERY
def test_both_kinds_of_metadata_agree(kind: str) -> None:
    with opened(made(kind)) as document:
        told = document.docinfo
        assert (
            str(told["/Author"]) == xmp(document, "dc:creator") == "Cluster Cosmetico Dimostrativo"
        )
        assert str(told["/Title"]) == xmp(document, "dc:title") != ""
        assert str(told["/Subject"]) == xmp(document, "dc:description") != ""
        assert str(told["/Creator"]) == xmp(document, "xmp:CreatorTool") == "Cluster Desk"
        assert str(told["/Producer"]) == xmp(document, "pdf:Producer")
        assert str(told["/CreationDate"]) == str(told["/ModDate"])
        day = xmp(document, "xmp:CreateDate")[:10].replace("-", "")
        assert str(told["/CreationDate"]) == f"D:{day}120000+00'00'"
        assert "/Keywords" not in told


def test_what_the_document_was_made_from_is_its_identifier() -> None:
    with opened(made("receipt")) as document:
        assert xmp(document, "dc:identifier") == f"sha256:{sample.FACTS}"
    with opened(made("letter")) as document:
        assert xmp(document, "dc:identifier") == ""


@EVERY
def test_twice_the_same_bytes(kind: str) -> None:
    assert made(kind) == made(kind)


def test_the_same_bytes_in_another_process_and_another_hash_seed() -> None:
    done = subprocess.run(
        [sys.executable, "-c", AGAIN],
        cwd=paths.root(),
        env={"PYTHONHASHSEED": "4321", "PYTHONPATH": str(paths.root())},
        capture_output=True,
        text=True,
        check=True,
    )
    theirs = dict(line.split("=") for line in done.stdout.splitlines())
    assert theirs == {kind: hashlib.sha256(made(kind)).hexdigest() for kind in KINDS}


@EVERY
def test_the_same_bytes_whatever_the_window_speaks(kind: str) -> None:
    italian = made(kind)
    set_language("en")
    assert made(kind) == italian


@EVERY
def test_the_rules_of_verapdf_find_nothing(kind: str) -> None:
    reason = "the validator comes with pikepdf[pdfa]"
    validator = pytest.importorskip("pikepdf.pdfa", reason=reason, exc_type=ImportError)
    report = validator.validate_written(BytesIO(made(kind)), "2b")
    assert report.passed, report.findings[:3]
