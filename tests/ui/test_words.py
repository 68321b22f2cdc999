"""Initials, names of keys, texts of jobs and of the tour's page."""

from __future__ import annotations

import pytest

from cluster_desk.i18n import set_language
from ui.kit.avatar import initials
from ui.kit.keys import key_parts, key_text
from ui.members.spec import meta_line
from ui.tour_documents import Shown
from ui.tour_sheet import Picture, contact_sheet
from ui.work.jobs import Job


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Serio Pack S.r.l.", "SP"),
        ("Università degli Studi di Milano", "UM"),
        ("Lumson", "LU"),
        ("S.r.l.", "SR"),
        ("3M", "M"),
        ("123", "1"),
        ("", ""),
        ("Éclat & Fils", "ÉF"),
    ],
)
def test_initials_pass_over_legal_forms(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("keys", "printed", "in_english"),
    [
        ("Ctrl+Shift+S", "Ctrl+Maiusc+S", "Ctrl+Shift+S"),
        ("Return", "Invio", "Enter"),
        ("Del", "Canc", "Del"),
        ("Ctrl+PgDown", "Ctrl+Pag↓", "Ctrl+Page↓"),
        ("Alt+Left", "Alt+←", "Alt+←"),
        ("Ctrl++", "Ctrl++", "Ctrl++"),
        ("F4", "F4", "F4"),
    ],
)
def test_keys_are_written_as_they_are_printed(keys: str, printed: str, in_english: str) -> None:
    assert key_text(keys) == printed
    set_language("en")
    assert key_text(keys) == in_english


def test_a_plus_is_a_key_of_its_own() -> None:
    assert key_parts("Ctrl++") == ["Ctrl", "+"]


def test_the_line_under_the_title_says_only_what_is() -> None:
    counts = {"members": 1, "applicants": 0, "overdue": 0}
    assert meta_line(counts) == "1 socio"
    counts = {"members": 1200, "applicants": 1, "overdue": 3}
    assert meta_line(counts) == "1.200 soci · 1 domanda da deliberare · 3 con quote scadute"
    assert meta_line({}) == ""


def test_a_job_says_how_far_it_is_and_how_long_it_takes() -> None:
    job = Job("Lavoro")
    assert job.share_text() == "In corso…"
    job.step(14, 1037)
    assert job.share_text() == "14 di 1.037"
    job._began -= 10
    assert job.share_text().startswith("14 di 1.037 · ancora circa 7")
    job.stop()
    assert job.share_text() == "Mi fermo al prossimo punto sicuro…"


def test_names_in_the_tour_are_text_and_never_markup() -> None:
    shown = Shown(caption="<b>Serio & Pack</b>", file="a.xlsx", rows=(("<script>",),))
    page = contact_sheet([Picture(file="a.png", caption="x", size=(1, 2))], [shown])
    assert "<b>Serio" not in page
    assert "&lt;script&gt;" in page
    assert "http" not in page
