"""Only bold and italic are ever understood in a text, and never in what a person typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_desk.domain.meetings import MinutesState
from cluster_desk.reports.meetings.minutes import minutes_pdf
from cluster_desk.reports.meetings.minutes_document import Prose
from cluster_desk.reports.pdf.prose import Span, literal, paragraphs, plain_text, spans
from tests.reports import sample_documents as sample
from tests.reports.pdf_reading import words


def test_bold_and_italic_become_spans_and_the_marks_disappear() -> None:
    assert spans("a **b c** d *e*.") == (
        Span("a "),
        Span("b c", is_bold=True),
        Span(" d "),
        Span("e", is_italic=True),
        Span("."),
    )


@pytest.mark.parametrize("text", ["2 * 3 * 4", "a**b", "*", "**", "** a **", "* a*", "a *b\nc* d"])
def test_a_mark_without_a_partner_is_printed_as_it_stands(text: str) -> None:
    assert spans(text) == (Span(text),)


def test_a_backslash_takes_the_meaning_from_a_mark() -> None:
    assert spans(r"\*\*no\*\* and \\") == (Span("**no** and \\"),)


@given(st.text(alphabet="ab *\\_<&\n", max_size=40))
def test_a_literal_text_is_printed_exactly_as_typed(typed: str) -> None:
    assert plain_text(literal(typed)) == typed
    assert all(not (span.is_bold or span.is_italic) for span in spans(literal(typed)))


@given(st.text(alphabet="ab *\\", max_size=20), st.text(alphabet="ab *\\", max_size=20))
def test_a_literal_inside_bold_neither_ends_it_nor_begins_another(before: str, typed: str) -> None:
    inside = f"x{typed}x"
    found = spans(f"{literal(before)}**{literal(inside)}**")
    assert found[-1] == Span(inside, is_bold=True)
    assert "".join(span.text for span in found) == before + inside


def test_what_nobody_confirmed_is_a_span_of_its_own() -> None:
    draft = "ai sensi dell’art. \ue00514\ue005 dello Statuto"
    assert spans(draft)[1] == Span("14", is_doubtful=True)
    assert plain_text(draft) == "ai sensi dell’art. 14 dello Statuto"


def test_the_mark_of_doubt_is_never_printed_itself() -> None:
    document = sample.minutes(
        subtitle="n. \ue0054\ue005",
        sections=(Prose(text="art. \ue00514\ue005, \ue005e basta"), sample.resolution()),
        state=MinutesState.DRAFT,
    )
    found = words(minutes_pdf(document, sample.LETTERHEAD))
    assert "n. 4 " in found
    assert "art. 14 , e basta" in found


def test_a_long_text_is_divided_at_its_line_ends() -> None:
    assert paragraphs("one\n\n  two \r\nthree\n") == ("one", "two", "three")
