"""Tables lose no word, keep to their columns, and go over any number of pages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cluster_desk.reports.members.register import register_pdf
from cluster_desk.reports.pdf import fonts
from cluster_desk.reports.pdf.grid import Grid
from cluster_desk.reports.pdf.lettering import CELL, lines
from cluster_desk.reports.pdf.table import Column, Rules, Run
from tests.pace import least_of_three, seconds_of
from tests.reports import sample_documents as sample
from tests.reports.pdf_reading import page_lines, words

WORDS = st.lists(st.text(alphabet="aàWi.-", min_size=1, max_size=30), min_size=1, max_size=12)
COLUMNS = (Column("Name", 60), Column("Amount", 40, "right"))


def grid(count: int, text: str = "x") -> Grid:
    fonts.register()
    return Grid(COLUMNS, [(f"{text} {number}", "1,00") for number in range(count)])


@given(WORDS, st.floats(min_value=12, max_value=300))
def test_lines_keep_every_word_within_the_width(words_of: list[str], width: float) -> None:
    fonts.register()
    found = lines(" ".join(words_of), CELL, width)
    assert "".join("".join(found).split()) == "".join(words_of)
    assert all(CELL.width(line) <= width or len(line) == 1 for line in found)


@given(WORDS)
def test_words_that_fit_are_never_cut(words_of: list[str]) -> None:
    fonts.register()
    found = lines(" ".join(words_of), CELL, 320)
    assert [word for line in found for word in line.split(" ")] == words_of


def test_a_line_break_in_a_cell_is_kept() -> None:
    fonts.register()
    assert lines("one\ntwo", CELL, 200) == ["one", "two"]


def test_a_table_splits_where_the_page_ends_and_keeps_its_headings() -> None:
    whole = grid(100)
    _width, height = whole.wrap(400, 1000)
    first, rest = whole.split(400, 300)
    _width, upper = first.wrap(400, 300)
    _width, lower = rest.wrap(400, 1000)
    head = grid(0).wrap(400, 1000)[1]
    assert upper <= 300
    assert round(upper + lower, 6) == round(height + head, 6)


def test_a_table_moves_on_when_not_even_one_row_fits() -> None:
    assert grid(3).split(400, 20) == []


def test_a_cell_taller_than_a_page_is_continued() -> None:
    text = "\n".join(f"riga {number}" for number in range(200))
    book = sample.register(entries=(sample.entry(1, name=text), sample.entry(2)))
    pages = page_lines(register_pdf(book, sample.LETTERHEAD))
    shown = [line for page in pages for line in page if line.startswith("riga ")]
    assert shown == text.split("\n")
    assert len(pages) > 3


def test_an_empty_cell_and_an_empty_table_are_set() -> None:
    table = Grid(COLUMNS, [("", Run(""))], Rules(lowest=20))
    fonts.register()
    assert table.wrap(400, 1000)[1] > 20
    assert "Il libro non contiene iscrizioni." in words(
        register_pdf(sample.register(entries=(), members_now=0), sample.LETTERHEAD)
    )


def test_a_book_of_many_entries_takes_time_in_proportion() -> None:
    """Three times the entries in less than six times the time: no page looks at all rows."""

    def seconds(count: int) -> float:
        facts = sample.register(count)
        return seconds_of(lambda: register_pdf(facts, sample.LETTERHEAD))

    seconds(50)
    assert least_of_three(lambda: seconds(1_200) / seconds(400), 6) < 6
