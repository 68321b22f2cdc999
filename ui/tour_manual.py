"""Draw the manual's own pictures: scenes of the tour in a small window, the part that is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PIL import Image
from PySide6.QtWidgets import QApplication

from cluster_desk import paths
from ui.stage import Stage
from ui.tour_scene import Scene
from ui.tour_scenes import SCENES

HEAVIEST = 120_000
"""Bytes of one picture."""
HEAVIEST_ALL = 1_000_000
"""Bytes of all of them together: they are carried by everybody who installs the program."""

_WINDOW = (1100, 690)
_COLOURS = 64  # of a window without photographs: more are not seen, fewer make bands


@dataclass(frozen=True, kw_only=True)
class Plate:
    """A picture of the manual: the scene that it shows, and which part of the window.

    `part` is left, top, width and height; without it the whole window is seen.
    """

    name: str
    scene: str
    size: tuple[int, int] = _WINDOW
    part: tuple[int, int, int, int] | None = None

    @property
    def file(self) -> str:
        """The picture's name."""
        return f"{self.name}.png"


_PAGE = (61, 50, 1039, 640)  # without navigation and search, which every page has alike
_CARD = (758, 50, 342, 430)
_SHEET = (620, 50, 480, 607)

PLATES = (
    Plate(name="cruscotto", scene="cruscotto", size=(1366, 768)),
    Plate(name="primo-avvio", scene="primo-avvio-scelta", part=(0, 0, 1100, 590)),
    Plate(name="primi-passi", scene="cruscotto-vuoto", part=(290, 120, 600, 400)),
    Plate(name="tavolozza", scene="tavolozza-comando", part=(190, 70, 722, 300)),
    Plate(name="soci", scene="soci", part=_PAGE),
    Plate(name="soci-storia", scene="soci-storia", part=_CARD),
    Plate(name="soci-modulo", scene="socio-errori", part=_PAGE),
    Plate(name="soci-importa", scene="soci-importa", part=(61, 50, 1039, 420)),
    Plate(name="quote", scene="quote-elenco", part=_PAGE),
    Plate(name="quote-emissione", scene="quote-emissione-prova-scuro", part=_PAGE),
    Plate(name="quote-incasso", scene="quote-incasso", part=_SHEET),
    Plate(name="quote-solleciti", scene="quote-solleciti", part=(61, 50, 1039, 480)),
    Plate(name="banca", scene="banca-scuro", part=_PAGE),
    Plate(name="banca-importa", scene="banca-importa", part=_PAGE),
    Plate(name="banca-riconcilia", scene="banca-riconcilia", part=_PAGE),
    Plate(name="sedute", scene="sedute-decisioni", part=(61, 50, 1039, 480)),
    Plate(name="sedute-presenze", scene="sedute-assemblea-presenze", part=_PAGE),
    Plate(name="sedute-voto", scene="sedute-in-corso", size=(1366, 768), part=(61, 50, 1305, 718)),
    Plate(name="sedute-verbale", scene="sedute-verbale-anteprima", part=_PAGE),
    Plate(name="sedute-cariche", scene="sedute-cariche", part=(61, 50, 1039, 500)),
    Plate(name="tavoli", scene="tavoli-registro", part=_PAGE),
    Plate(name="archivio", scene="archivio", part=_PAGE),
    Plate(name="archivio-storia", scene="archivio-storia", part=_PAGE),
    Plate(name="impostazioni", scene="impostazioni-statuto-regola", part=_PAGE),
    Plate(name="impostazioni-quote", scene="impostazioni-quote", part=_PAGE),
    Plate(name="impostazioni-testi", scene="impostazioni-testi", part=_PAGE),
)


def pictures_folder() -> Path:
    """Where the manual's pages look for them."""
    return paths.resource("help/pictures")


def plate_scenes() -> Iterator[Scene]:
    """The scenes of the plates: by day, at the size and under the name of the plate."""
    played = {scene.name: scene for scene in SCENES}
    for plate in PLATES:
        scene = played[plate.scene]
        yield replace(
            scene,
            name=f"manual-{plate.name}",
            play=partial(_play_quietly, scene.play),
            size=plate.size,
            is_dark=False,
            text_size=100,
        )


def _play_quietly(play: Callable[[Stage], object], stage: Stage) -> None:
    """What blinks, or floats over the page for eight seconds, is no part of it."""
    QApplication.setCursorFlashTime(0)
    play(stage)
    stage.settle()
    stage.window.frame.toast.dismiss()


def keep_plates(names: Sequence[str], drawn: Path, into: Path) -> None:
    """Cut and lighten what was drawn of them; what is no plate any more goes from the folder."""
    for plate, scene in zip(PLATES, plate_scenes(), strict=True):
        if scene.name in names:
            _lighten(drawn / scene.file, plate).save(into / plate.file, optimize=True)
    named = {plate.file for plate in PLATES}
    for path in into.glob("*.png"):
        if path.name not in named:
            path.unlink()


def _lighten(drawn: Path, plate: Plate) -> Image.Image:
    with Image.open(drawn) as image:
        left, top, width, height = plate.part or (0, 0, *image.size)
        seen = image.convert("RGB").crop((left, top, left + width, top + height))
    return seen.quantize(_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
