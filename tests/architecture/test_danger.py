"""Keep text that people typed away from whatever would run it, draw it or follow it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.tree import Source, expect_none, imports_of, program

# What takes markup for granted, and the only place that may call it, with what it is given escaped
# or shown as plain text (RELIABILITY §5).
ONLY_IN = {
    "reportlab.platypus.Paragraph": "cluster_desk/reports/pdf/",
    "reportlab.platypus.paragraph.Paragraph": "cluster_desk/reports/pdf/",
    "PySide6.QtWidgets.QLabel": "ui/kit/",
    "PySide6.QtWidgets.QMessageBox": "ui/kit/",
    "PySide6.QtWidgets.QTextBrowser": "ui/kit/",
}
# XML from outside is read by defusedxml; these would follow entities, or run what they read.
UNSAFE_PARSERS = ("xml.", "lxml", "pickle", "marshal", "shelve", "yaml")
SAFE_PARTS = {
    "xml.etree.ElementTree.Element": "a type",
    "xml.etree.ElementTree.ParseError": "an error",
    "xml.sax.saxutils.escape": "writes, reads nothing",
    "xml.parsers.expat": "see bare_parsers",
}


# Where a DOCTYPE is refused before anything is read (bare_parsers).
OWN_PARSER = "cluster_desk/importers/statements/xml_stream.py"


def misplaced(source: Source) -> Iterator[str]:
    for line, name in imports_of(source.nodes):
        place = ONLY_IN.get(name)
        if place and not source.place.startswith(place):
            yield f"{source.place}:{line.lineno}: {name} only in {place}"
        is_safe = name in SAFE_PARTS or source.place == OWN_PARSER
        if name.startswith(UNSAFE_PARSERS) and not is_safe:
            yield f"{source.place}:{line.lineno}: {name}"
    places = {name.rsplit(".", 1)[1]: place for name, place in ONLY_IN.items()}
    for node in source.nodes:
        place = places.get(node.attr) if isinstance(node, ast.Attribute) else None
        if place and not source.place.startswith(place):
            yield f"{source.place}: {ast.unparse(node)} only in {place}"


def rich_labels(source: Source) -> Iterator[str]:
    """Files that make Qt's labels or message boxes without ever asking for plain text."""
    names = {node.id for node in source.nodes if isinstance(node, ast.Name)}
    made = names & {"QLabel", "QMessageBox"}
    if made and "PlainText" not in source.text:
        yield f"{source.place}: {', '.join(sorted(made))} without PlainText"


def bare_parsers(source: Source) -> Iterator[str]:
    """Files that parse with expat and set nothing that refuses a DOCTYPE."""
    parses = re.search(r"(ParserCreate|iterparse|XMLPullParser)\(", source.text)
    if parses and "StartDoctypeDeclHandler =" not in source.text:
        yield f"{source.place}: an expat parser that follows entities"


def test_what_reads_markup_stays_where_its_text_is_made_safe() -> None:
    expect_none(problem for source in program() for problem in misplaced(source))


def test_parsers_refuse_a_doctype() -> None:
    expect_none(problem for source in program() for problem in bare_parsers(source))


def test_a_parser_that_follows_entities_is_found() -> None:
    text = "parser = expat.ParserCreate()\n"
    assert list(bare_parsers(Source("cluster_desk/a.py", text)))
    refusing = text + "parser.StartDoctypeDeclHandler = refuse\n"
    assert not list(bare_parsers(Source("cluster_desk/a.py", refusing)))


def test_labels_show_plain_text() -> None:
    expect_none(problem for source in program() for problem in rich_labels(source))


@pytest.mark.parametrize(
    "text",
    [
        "from reportlab.platypus import Paragraph",
        "from reportlab.platypus.paragraph import Paragraph",
        "from reportlab import platypus\nx = platypus.Paragraph('a')",
        "from PySide6.QtWidgets import QLabel",
        "from PySide6 import QtWidgets\nx = QtWidgets.QMessageBox()",
        "import lxml.etree",
        "from xml.etree import ElementTree",
        "import pickle",
    ],
)
def test_what_reads_markup_is_found(text: str) -> None:
    assert list(misplaced(Source("ui/members/page.py", text)))


def test_our_own_words_of_the_same_name_pass() -> None:
    text = "from cluster_desk.reports.texts.paragraphs import Paragraph\nimport defusedxml.sax"
    assert not list(misplaced(Source("cluster_desk/reports/texts/a.py", text)))


def test_a_label_that_guesses_its_format_is_found() -> None:
    text = "from PySide6.QtWidgets import QLabel\nx = QLabel('a')"
    assert list(rich_labels(Source("ui/kit/a.py", text)))
    assert not list(rich_labels(Source("ui/kit/a.py", text + "\nx.setTextFormat(PlainText)")))
