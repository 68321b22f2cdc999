"""Play scenes on copies of the demo and photograph them, on every core of the machine."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import active_children, get_context
from pathlib import Path
from traceback import format_exception

from cluster_desk import paths
from cluster_desk.clock import FixedClock
from cluster_desk.errors import DeskError
from cluster_desk.i18n import N_, set_language
from ui.app import make_application
from ui.stage import NotInTheDesk, Stage
from ui.theme.theme import Appearance, theme
from ui.tour_manual import plate_scenes
from ui.tour_scene import Scene
from ui.tour_scenes import SCENES, plain_scenes
from ui.work.collector import Collector

EMPTY = "empty.desk"
REPORT = "errore.txt"
_AT = "scene"  # the file in which each process says which one it is at


class SceneFailed(DeskError):
    """A scene that raised, or ended the process that played it."""

    message = N_("The tour stopped at «{scene}»: why is written in {report}.")


@dataclass(frozen=True, kw_only=True)
class Studio:
    """Where the desks lie and the pictures go; `day` is the wall's, `lang` the window's."""

    folder: Path
    demo: Path
    day: str
    out: Path
    lang: str


def every_scene() -> tuple[Scene, ...]:
    """What was thought of place by place, then every page in every size, theme and scale."""
    return (*SCENES, *plain_scenes())


def draw_all(scenes: Sequence[Scene], studio: Studio) -> set[str]:
    """A picture of each, drawn by as many processes as there are cores; SceneFailed.

    Gives the names of those that were left out, for they tell of what the desk does not have.

    The factor of the screen belongs to a process: scenes of one factor go together.
    """
    cores = os.cpu_count() or 1
    parts = []
    for scale in sorted({scene.scale for scene in scenes}):
        names = [scene.name for scene in scenes if scene.scale == scale]
        slices = [names[start::cores] for start in range(cores)]
        parts += [(scale, part) for part in slices if part]
    others = set(active_children())
    with ProcessPoolExecutor(
        max_workers=cores,
        mp_context=get_context("spawn"),
        max_tasks_per_child=1,
        initializer=_leave_interrupting_to_whoever_waits,
    ) as pool:
        jobs = {
            pool.submit(_draw_part, place, scale, names, studio): place
            for place, (scale, names) in enumerate(parts)
        }
        left_out: set[str] = set()
        try:
            for job in as_completed(jobs):
                error = job.exception()
                if error is not None:
                    raise _failure(error, jobs[job], studio) from error
                left_out.update(job.result())
        except (SceneFailed, KeyboardInterrupt):
            pool.shutdown(wait=False, cancel_futures=True)
            for child in set(active_children()) - others:
                child.terminate()
            raise
    return left_out


def _leave_interrupting_to_whoever_waits() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _failure(error: BaseException, place: int, studio: Studio) -> SceneFailed:
    """Which scene it was, or which of those that were being played when a process ended."""
    where = "*" if isinstance(error, BrokenProcessPool) else str(place)
    played = sorted(path.read_text() for path in studio.folder.glob(f"{where}/{_AT}"))
    report = studio.out / REPORT
    report.write_text("".join(format_exception(error)), encoding="utf-8")
    return SceneFailed(scene="», «".join(played), report=report.resolve())


def _draw_part(place: int, scale: float, names: Sequence[str], studio: Studio) -> list[str]:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = str(scale)
    folder = studio.folder / str(place)
    folder.mkdir()
    # The window of the tour must not find, or leave, what a person has arranged.
    os.environ["CLUSTER_DESK_HOME"] = str(folder / "home")
    set_language(studio.lang)
    application = make_application()
    Collector(application)
    theme.start(Appearance.LIGHT)
    every = (*every_scene(), *plate_scenes())
    wanted = [scene for scene in every if scene.name in set(names)]
    left_out = draw(wanted, studio, folder)
    application.closeAllWindows()
    (folder / _AT).unlink(missing_ok=True)
    return left_out


def draw(scenes: Sequence[Scene], studio: Studio, folder: Path) -> list[str]:
    """Play each on a fresh copy, in this process, and keep its picture under its name.

    Gives the names of those that tell of what the desk does not have: they have no picture.
    """
    left_out = []
    for scene in scenes:
        (folder / _AT).write_text(scene.name)
        source = studio.folder / EMPTY if scene.is_empty else studio.demo
        desk = Path(shutil.copy(source, folder / "scene.desk"))
        shutil.rmtree(paths.data_folder(), ignore_errors=True)
        theme.resize_text(scene.text_size)
        stage = Stage(
            desk,
            size=scene.size,
            is_dark=scene.is_dark,
            clock=FixedClock.at(studio.day),
            place=scene.place,
        )
        picture = studio.out / scene.file
        try:
            scene.play(stage)
            stage.picture().save(str(picture))
        except NotInTheDesk:
            picture.unlink(missing_ok=True)  # of another desk
            left_out.append(scene.name)
        stage.close()
    return left_out
