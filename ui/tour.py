"""Draw the demo association for looking at: every page in its states, and the documents."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from cluster_desk import paths
from cluster_desk.cli.files import why_not
from cluster_desk.cli.usage import Parser, speak_as_asked
from cluster_desk.clock import FixedClock
from cluster_desk.desk import Desk
from cluster_desk.errors import DeskError
from cluster_desk.formats.money import money_text
from cluster_desk.i18n import N_, _, ngettext
from cluster_desk.services.demo.making import DemoMade, demo_made, make_demo
from ui.app import make_application
from ui.shell.places import PLACES
from ui.theme.theme import Appearance, theme
from ui.tour_documents import Shown, show_documents
from ui.tour_drawing import EMPTY, Studio, draw_all, every_scene
from ui.tour_manual import keep_plates, pictures_folder, plate_scenes
from ui.tour_scene import Scene
from ui.tour_scenes import brief_scenes
from ui.tour_sheet import Picture, contact_sheet

_MOCKUPS = Path(__file__).resolve().parent.parent.parent / "shared" / "mockups"


class NothingToDraw(DeskError):
    """No scene has a name that begins so."""

    message = N_("No scene’s name begins with «{only}».")


def main(arguments: Sequence[str]) -> int:
    """0 when every picture is drawn; prints where they are. 1 with the reason why not."""
    speak_as_asked(arguments)
    options = _parse(arguments)
    try:
        _draw(options)
    except DeskError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(why_not(error), file=sys.stderr)
        return 1
    return 0


def _draw(options: argparse.Namespace) -> None:
    began = perf_counter()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    chosen = _chosen(options)
    out: Path = options.out
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="cluster-desk-tour-") as temporary:
        folder = Path(temporary)
        # The window of the tour must not find, or leave, what a person has arranged.
        os.environ["CLUSTER_DESK_HOME"] = str(folder / "home")
        application = make_application()
        theme.start(Appearance.LIGHT)
        made = _demo(options.desk, folder)
        Desk.create(folder / EMPTY).close()
        print(_announced(len(chosen), is_brief=options.brief), flush=True)
        day = made.today.isoformat()
        studio = Studio(folder=folder, demo=made.path, day=day, out=out, lang=options.lang)
        left_out = draw_all(chosen, studio)
        chosen = [scene for scene in chosen if scene.name not in left_out]
        application.closeAllWindows()
        is_whole = not options.only and not options.manual
        documents = _documents(made, out) if is_whole else []
    index = out / "index.html"
    index.write_text(contact_sheet(_pictures(chosen, out), documents), encoding="utf-8")
    if options.manual:
        keep_plates([scene.name for scene in chosen], out, pictures_folder())
    if left_out:
        print(_told_of(left_out))
    print(_report(made, index, perf_counter() - began))


def _chosen(options: argparse.Namespace) -> list[Scene]:
    scenes = every_scene()
    if options.manual:
        scenes = tuple(plate_scenes())
    elif options.brief:
        scenes = tuple(brief_scenes())
    chosen = [scene for scene in scenes if scene.name.startswith(options.only)]
    if not chosen:
        raise NothingToDraw(only=options.only)
    return chosen


def _announced(count: int, *, is_brief: bool) -> str:
    if is_brief:
        return _("Drawing {count} pictures, about a minute…").format(count=count)
    return _("Drawing {count} pictures, some minutes…").format(count=count)


def _told_of(left_out: Collection[str]) -> str:
    text = ngettext(
        "Left out {count} picture of what the desk does not have: {names}.",
        "Left out {count} pictures of what the desk does not have: {names}.",
        len(left_out),
    )
    return text.format(count=len(left_out), names=", ".join(sorted(left_out)))


def _demo(ready: Path | None, folder: Path) -> DemoMade:
    """The demo association, made now or copied from where it was made before."""
    if ready is None:
        return make_demo(folder / "demo.desk")
    return demo_made(Path(shutil.copy(ready, folder / "demo.desk")))


def _documents(made: DemoMade, out: Path) -> list[Shown]:
    with Desk.open(made.path, clock=FixedClock.at(made.today.isoformat())) as desk:
        return show_documents(desk, out)


def _pictures(scenes: Sequence[Scene], out: Path) -> list[Picture]:
    """In order, each with its place's title and the picture of the design, where it is at hand."""
    titles = {place.key: place.title for place in PLACES}
    return [
        Picture(
            file=scene.file,
            place=_(titles[scene.place]),
            caption=_(scene.caption),
            size=scene.size,
            scale=scene.scale,
            mockup=_mockup(scene, out),
        )
        for scene in scenes
    ]


def _mockup(scene: Scene, out: Path) -> str:
    """The design lies beside the project, where there is one; the sheet must not depend on it."""
    source = _MOCKUPS / scene.mockup
    if not scene.mockup or not source.is_file():
        return ""
    shutil.copy(source, out / source.name)
    return source.name


def _report(made: DemoMade, index: Path, seconds: float) -> str:
    balances = ", ".join(
        f"{code} {money_text(balance, symbol=True)}" for code, balance in made.balances.items()
    )
    return "\n".join(
        [
            _("The demo association on {day}:").format(day=made.today.strftime("%d/%m/%Y")),
            _("  members {members}, documents {documents}, bank lines to post {lines}").format(
                members=made.members, documents=made.documents, lines=made.to_post
            ),
            _("  fees {charged}, received {paid}, open {open}").format(
                charged=money_text(made.charged, symbol=True),
                paid=money_text(made.paid, symbol=True),
                open=money_text(made.open, symbol=True),
            ),
            _("  accounts: {balances}").format(balances=balances),
            _("The pictures are in {index}").format(index=index.resolve()),
            _("Made in {seconds} seconds.").format(seconds=round(seconds)),
            _("Next: python3 dev.py start list members --json"),
        ]
    )


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = Parser(prog="main.py tour", description=_("Draw every page"))
    parser.add_argument("--out", metavar="DIR", type=Path, default=paths.build("tour"))
    parser.add_argument("--only", metavar="PREFIX", default="", help=_("pictures of one page"))
    parser.add_argument("--brief", action="store_true", help=_("one picture of each page"))
    parser.add_argument("--desk", metavar="PATH", type=Path, help=_("a demo made before"))
    parser.add_argument("--manual", action="store_true", help=_("the manual’s own pictures"))
    parser.add_argument("--lang", choices=("it", "en"), default="it")
    return parser.parse_args(arguments)
