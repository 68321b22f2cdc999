"""Every scene of the tour in sentences half as long again, with accents: nothing is cut.

In the gate one scene in eight, chosen by its name; all of them with --release. What stands there
without an accent was not translated: the window speaks through the catalogue alone.
"""

from __future__ import annotations

import gettext
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from cluster_desk import i18n
from tests.architecture.tree import expect_none
from tests.desks import TODAY
from tests.figures import IS_RELEASE
from tests.window.test_accessible import cut, seen, spoken
from ui.stage import Stage
from ui.theme.theme import Appearance, theme
from ui.tour_scene import Scene
from ui.tour_scenes import SCENES

GROWTH = 1.4
_ACCENTS = str.maketrans("aeiouAEIOU", "áéíóúÁÉÍÓÚ")
_PLACEHOLDER = re.compile(r"(\{[^{}]*\})")
_VOWEL = re.compile(r"[áéíóúÁÉÍÓÚ]")
# Words of the program that would stand here only if they were not asked of the catalogue.
ITALIAN = re.compile(
    r"\b(?:salva|chiudi|annulla|scegli|scrivi|nuov[oa]|apri|cerca|filtra|esporta|importa|stampa|"
    r"modifica|elimina|impostazioni|nessun[ao]?|tutti|aggiungi|togli|indietro|avanti|invio|canc|"
    r"maiusc|spazio)\b",
    re.IGNORECASE,
)


def longer(text: str) -> str:
    """The sentence with accents, its vowels doubled until it is long enough."""
    parts = _PLACEHOLDER.split(text)
    words = sum(len(part) for part in parts[::2])
    missing = round(words * (GROWTH - 1))
    told = []
    for place, part in enumerate(parts):
        if place % 2:
            told.append(part)
            continue
        grown = part.translate(_ACCENTS)
        for vowel in reversed(list(_VOWEL.finditer(grown))):
            if missing > 0:
                grown = grown[: vowel.end()] + vowel[0].lower() + grown[vowel.end() :]
                missing -= 1
        told.append(grown)
    return "".join(told)


class Pseudo(gettext.NullTranslations):
    """English, with accents and longer."""

    def gettext(self, message: str) -> str:
        return longer(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return longer(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return longer(message)


def _is_in_the_gate(scene: Scene) -> bool:
    return IS_RELEASE or crc32(scene.name.encode()) % 16 == 0


CHOSEN = [scene for scene in SCENES if not scene.is_dark and _is_in_the_gate(scene)]


@pytest.fixture
def stage(
    request: pytest.FixtureRequest,
    dressed: QApplication,
    demo: Path,
    sqlite_template: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Stage]:
    scene: Scene = request.param
    monkeypatch.setenv("CLUSTER_DESK_HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    desk = Path(shutil.copy(sqlite_template if scene.is_empty else demo, tmp_path / "scene.desk"))
    i18n.set_language("en")
    monkeypatch.setattr(i18n._Chosen, "catalogues", {"en": Pseudo()})
    theme.resize_text(scene.text_size)
    stage = Stage(desk, size=scene.size, clock=TODAY, place=scene.place)
    scene.play(stage)
    stage.settle()
    yield stage
    stage.close()
    theme.resize_text(100)
    theme.wear(Appearance.LIGHT)


def hard_coded(widgets: list[QWidget]) -> Iterator[str]:
    """Italian that no catalogue was asked for: on buttons, and as names and tips of anything."""
    for widget in widgets:
        texts = {widget.toolTip()}
        if isinstance(widget, QAbstractButton):
            texts |= {spoken(widget), widget.text()}
        for text in texts:
            if ITALIAN.search(text):
                yield f"Italian in English: «{text}»"


@pytest.mark.parametrize("stage", CHOSEN, indirect=True, ids=[scene.name for scene in CHOSEN])
def test_a_scene_has_room_for_longer_words_and_none_is_hard_coded(stage: Stage) -> None:
    widgets = seen(stage)
    # A button that ends in three dots tells the rest in its name and tip.
    shortened = (text for text in cut(widgets) if not text.endswith("…»"))
    expect_none([*shortened, *hard_coded(widgets)])


def test_sentences_grow_and_keep_their_placeholders() -> None:
    grown = longer("{count} fees of {member} are overdue")
    assert "{count}" in grown
    assert "{member}" in grown
    assert len(grown) > len("{count} fees of {member} are overdue")
    assert "é" in grown
    assert longer("OK") == "ÓóK"
