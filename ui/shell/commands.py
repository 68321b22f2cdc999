"""What the window can do whatever page is open."""

from __future__ import annotations

from typing import Any

from cluster_desk.i18n import N_, _
from ui.pages.actions import Action
from ui.palette.scopes import NUMBERS
from ui.shell.areas import focus_next_area, step_tab
from ui.shell.finding import new_entries
from ui.shell.keys_sheet import keys_list
from ui.shell.places import PLACES, Place
from ui.theme.theme import Appearance, theme
from ui.theme.tokens import TEXT_SIZES

_Window = Any  # MainWindow, which imports this module


def _undo_label(window: _Window) -> str:
    step = window.workspace.steps.undoable
    return _("Undo «{what}»").format(what=step.label) if step else _("Undo")


def _redo_label(window: _Window) -> str:
    step = window.workspace.steps.redoable
    return _("Redo «{what}»").format(what=step.label) if step else _("Redo")


def _wear(window: _Window, appearance: Appearance) -> None:
    theme.wear(appearance)
    window.preferences.appearance = appearance


def _toggle_theme(window: _Window) -> None:
    _wear(window, Appearance.LIGHT if theme.is_dark else Appearance.DARK)


def _step_text(window: _Window, steps: int) -> None:
    if steps:
        theme.step_text(steps)
    else:
        theme.resize_text(100)
    window.preferences.text_size = theme.text_size


def _reset_layout(window: _Window) -> None:
    window.preferences.forget_layouts()
    for page in window.stack.pages():
        page.reset_layout()


def _show_keys(window: _Window) -> None:
    # The manual is read when it is first asked for.
    from ui.help.sheet import open_help
    from ui.help.topics import topic_of

    page = window.stack.page
    keys = keys_list((page.actions_here, window.actions_here))
    open_help(window.stack, topic_of(page, window.stack.place), keys, window.go_to)


def _has_records(window: _Window) -> bool:
    return len(window.records.windows()) > 1


def _choose_new(window: _Window) -> None:
    window.finder.offer(new_entries(window), _("New…"))


def _appearance(name: str, text: str, appearance: Appearance) -> Action:
    return Action(
        id=name,
        text=text,
        menu="view",
        group=2,
        run=lambda window: _wear(window, appearance),
        checked=lambda _window: theme.appearance is appearance,
    )


def _go_to(place: Place) -> Action:
    return Action(
        id=f"go.{place.key}",
        text=place.title,
        menu="go",
        icon=place.icon,
        keys=(place.keys,),
        run=lambda window: window.stack.open_place(place.key),
    )


WINDOW_ACTIONS = (
    Action(
        id="new",
        text=N_("New…"),
        menu="file",
        icon="plus",
        keys=("Ctrl+Shift+N",),
        run=_choose_new,
    ),
    Action(
        id="quit",
        text=N_("Quit"),
        menu="file",
        group=9,
        icon="log-out",
        keys=("Ctrl+Q",),
        run=lambda window: window.close(),
    ),
    Action(
        id="undo",
        text=N_("Undo"),
        menu="edit",
        icon="undo-2",
        keys=("Ctrl+Z",),
        label=_undo_label,
        enabled=lambda window: window.workspace.steps.undoable is not None,
        run=lambda window: window.workspace.steps.undo(),
    ),
    Action(
        id="redo",
        text=N_("Redo"),
        menu="edit",
        icon="redo-2",
        keys=("Ctrl+Y", "Ctrl+Shift+Z"),
        label=_redo_label,
        enabled=lambda window: window.workspace.steps.redoable is not None,
        run=lambda window: window.workspace.steps.redo(),
    ),
    Action(
        id="refresh",
        text=N_("Refresh"),
        menu="view",
        group=1,
        icon="refresh-cw",
        keys=("F5",),
        run=lambda window: window.stack.page.reload(),
    ),
    Action(
        id="rail",
        text=N_("Collapse or widen the navigation"),
        menu="view",
        group=1,
        icon="panel-left",
        keys=("Ctrl+B",),
        run=lambda window: window.frame.toggle_rail(),
    ),
    Action(
        id="appearance",
        text=N_("Light or dark"),
        menu="view",
        group=2,
        icon="moon",
        keys=("Ctrl+Shift+L",),
        run=_toggle_theme,
    ),
    _appearance("appearance.system", N_("As the system"), Appearance.SYSTEM),
    _appearance("appearance.light", N_("Light"), Appearance.LIGHT),
    _appearance("appearance.dark", N_("Dark"), Appearance.DARK),
    Action(
        id="text.larger",
        text=N_("Larger text"),
        menu="view",
        group=3,
        icon="a-large-small",
        keys=("Ctrl++", "Ctrl+="),
        enabled=lambda _window: theme.text_size < TEXT_SIZES[-1],
        run=lambda window: _step_text(window, 1),
    ),
    Action(
        id="text.smaller",
        text=N_("Smaller text"),
        menu="view",
        group=3,
        keys=("Ctrl+-",),
        enabled=lambda _window: theme.text_size > TEXT_SIZES[0],
        run=lambda window: _step_text(window, -1),
    ),
    Action(
        id="text.normal",
        text=N_("Normal text"),
        menu="view",
        group=3,
        keys=("Ctrl+0",),
        run=lambda window: _step_text(window, 0),
    ),
    Action(
        id="layout.reset",
        text=N_("Restore the layout"),
        menu="view",
        group=4,
        icon="rotate-ccw",
        run=_reset_layout,
    ),
    *map(_go_to, PLACES),
    Action(
        id="palette",
        text=N_("Search or run a command"),
        menu="go",
        group=-1,
        icon="search",
        keys=("Ctrl+K",),
        run=lambda window: window.finder.open(),
    ),
    Action(
        id="go.number",
        text=N_("Go to member or document no."),
        menu="go",
        group=-1,
        icon="hash",
        keys=("Ctrl+G",),
        run=lambda window: window.finder.open(NUMBERS.sign),
    ),
    Action(
        id="go.back",
        text=N_("Back"),
        menu="go",
        group=1,
        icon="arrow-left",
        keys=("Alt+Left",),
        enabled=lambda window: window.visits.may_go_back,
        run=lambda window: window.visits.back(),
    ),
    Action(
        id="go.forward",
        text=N_("Forward"),
        menu="go",
        group=1,
        icon="arrow-right",
        keys=("Alt+Right",),
        enabled=lambda window: window.visits.may_go_forward,
        run=lambda window: window.visits.forward(),
    ),
    Action(
        id="go.up",
        text=N_("Close what is open, or go up"),
        menu="go",
        group=1,
        keys=("Esc",),
        run=lambda window: window.climb(),
    ),
    Action(
        id="go.area",
        text=N_("Next part of the window"),
        menu="go",
        group=2,
        keys=("F6",),
        run=lambda window: focus_next_area(window.frame.areas(), 1),
    ),
    Action(
        id="go.area.back",
        text=N_("Previous part of the window"),
        menu="go",
        group=2,
        keys=("Shift+F6",),
        run=lambda window: focus_next_area(window.frame.areas(), -1),
    ),
    Action(
        id="go.tab",
        text=N_("Next tab"),
        menu="go",
        group=2,
        keys=("Ctrl+Tab",),
        run=lambda window: step_tab(window.stack.page, 1),
    ),
    Action(
        id="go.tab.back",
        text=N_("Previous tab"),
        menu="go",
        group=2,
        keys=("Ctrl+Shift+Tab",),
        run=lambda window: step_tab(window.stack.page, -1),
    ),
    Action(
        id="window.next",
        text=N_("Next window"),
        menu="window",
        keys=("Ctrl+F6",),
        enabled=_has_records,
        run=lambda window: window.records.step(window),
    ),
    Action(
        id="window.close_records",
        text=N_("Close the windows of records"),
        menu="window",
        enabled=_has_records,
        run=lambda window: window.records.close_all(),
    ),
    Action(
        id="menus",
        text=N_("Menu bar"),
        menu="help",
        keys=("F10",),
        run=lambda window: window.menus.toggle(),
    ),
    Action(
        id="keys",
        text=N_("Manual and shortcuts of this page"),
        menu="help",
        icon="circle-help",
        keys=("F1",),
        run=_show_keys,
    ),
)
