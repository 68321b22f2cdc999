"""Keep the views a person has saved of a list: filters, order and columns under a name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from cluster_desk.i18n import _
from ui.kit.binding import Form
from ui.kit.buttons import Button
from ui.kit.fields import LineField
from ui.kit.labels import Label
from ui.kit.layout import column, row
from ui.kit.sheet import SideSheet
from ui.kit.toast import Notice
from ui.pages.actions import ActionSet
from ui.pages.lists.filters import FilterBar
from ui.pages.lists.header import ListHeader
from ui.pages.lists.layout import Arranged, arrange, arrangement
from ui.pages.lists.spec import View
from ui.theme.tokens import LABEL

_OWN = "own:"
# Widths change by themselves with the window: they are kept, but do not make a view another.
_LOOSE = {"columns"}
_LONGEST = 40


class Barred(Protocol):
    """What has the bar of the saved views."""

    view_bar: ViewBar

    def show_side(self, *, seen: bool) -> None:
        """Show the card at the right, or put it away."""
        ...


class Viewed(Arranged, Protocol):
    """The parts of a list's page that a view is made of."""

    @property
    def pane(self) -> Barred:
        """Where the bar stands."""
        ...

    header: ListHeader
    filters: FilterBar
    noticed: Any
    actions_here: ActionSet

    def narrow(self) -> None:
        """Ask for what the view and the filters say."""
        ...


class SavedViews:
    """The views of one list; the one that is open is `current`, by its place, or None."""

    def __init__(self, page: Viewed) -> None:
        self._page = page
        self._name = f"{page.spec.name}.views"
        found = page.preferences.layout(self._name).get("views", [])
        self._views = [view for view in found if isinstance(view, dict) and view.get("name")]
        self._was_open = ""

    @property
    def current(self) -> dict[str, Any] | None:
        """The saved view that is open."""
        key = self._page.header.tabs.current_key()
        return next((v for v in self._views if _OWN + str(v["name"]) == key), None)

    @property
    def is_changed(self) -> bool:
        """Whether the open view differs from what was saved."""
        view = self.current
        return view is not None and _firm(view) != _firm(self._snapshot(str(view["name"])))

    def look(self) -> None:
        """Show whether the open view is a saved one, and still as it was saved."""
        is_own = self.current is not None
        self._page.pane.view_bar.show_state(is_own=is_own, is_changed=self.is_changed)
        self._page.actions_here.refresh()

    def base(self) -> str:
        """The view of the query under the tab that is open."""
        view = self.current
        return str(view["view"]) if view else self._page.header.tabs.current_key()

    def tabs(self) -> list[View]:
        """A tab each."""
        return [View(key=_OWN + str(view["name"]), text=str(view["name"])) for view in self._views]

    def opened(self) -> None:
        """A tab was chosen: a saved view brings its filters, order and columns."""
        key = self._page.header.tabs.current_key()
        view, came_from_own = self.current, self._was_open.startswith(_OWN)
        self._was_open = key
        if view is not None:
            self._wear(view)
        elif came_from_own:  # what that view had filtered was its own
            self._page.filters.put("", {})
        self._page.narrow()

    def keep(self) -> None:
        """Save over the open view, or ask for a name."""
        view = self.current
        if view is None:
            _NameSheet(self._page, self._keep_as)
        else:
            self._keep_as(str(view["name"]))

    def restore(self) -> None:
        """The open view as it was saved."""
        view = self.current
        if view is not None:
            self._wear(view)
            self._page.narrow()

    def drop(self) -> None:
        """Forget the open view; the toast brings it back."""
        view = self.current
        if view is None:
            return
        place = self._views.index(view)
        self._views.remove(view)
        self._write()
        self._page.header.tabs.setCurrentIndex(0)

        def bring_back() -> None:
            self._views.insert(place, view)
            self._write()

        text = _("The view «{name}» was deleted").format(name=view["name"])
        self._page.noticed.emit(Notice(text=text, action=_("Undo"), run=bring_back))

    def _wear(self, view: dict[str, Any]) -> None:
        arrange(self._page, view)
        chosen = view.get("chosen") or {}
        self._page.filters.put(str(view.get("text", "")), chosen)

    def _keep_as(self, name: str) -> None:
        kept = self._snapshot(name)
        names = [str(view["name"]) for view in self._views]
        if name in names:
            self._views[names.index(name)] = kept
        else:
            self._views.append(kept)
        self._was_open = _OWN + name
        self._write()
        self._page.header.tabs.choose(_OWN + name)
        self.look()

    def _snapshot(self, name: str) -> dict[str, Any]:
        filters = self._page.filters
        chosen = {key: list(values) for key, values in filters.chosen().items()}
        own = {"name": name, "view": self.base(), "text": filters.search.text(), "chosen": chosen}
        return {**own, **arrangement(self._page)}

    def _write(self) -> None:
        self._page.preferences.keep_layout(self._name, {"views": self._views})
        self._page.header.show_own_views(self.tabs(), self._page.list.question.year)


class ViewBar(QWidget):
    """After the tabs: save this view; or, where it was changed, save or restore it."""

    def __init__(self, keep: Callable[[], object], restore: Callable[[], object]) -> None:
        super().__init__()
        self._changed = Label(_("changed"), LABEL, tone="text3")
        self._keep = Button(_("Save this view"), "plus", "link", small=True, run=keep)
        self._restore = Button(_("Restore"), "", "link", small=True, run=restore)
        self.setLayout(row(self._changed, self._keep, self._restore, gap=10))

    def show_state(self, *, is_own: bool, is_changed: bool) -> None:
        """Whether a saved view is open, and whether it is still as it was saved."""
        self._changed.setVisible(is_changed)
        self._restore.setVisible(is_changed)
        self._keep.setVisible(is_changed or not is_own)
        self._keep.set_text(_("Save") if is_own else _("Save this view"))


class _NameSheet(QWidget):
    """Asks what the view is to be called."""

    def __init__(self, page: Any, keep: Callable[[str], object]) -> None:
        super().__init__()
        self._keep = keep
        self._field = LineField(
            _("Name of the view"),
            required=_("Write a name: it stands on the tab."),
            longest=_LONGEST,
        )
        self.form = Form({"name": self._field})
        about = _("Filters, order, columns and row height are kept, for you on this computer.")
        parts = (Label(about, LABEL, tone="text2", wrap=True), self._field)
        self.setLayout(column(*parts, gap=14))
        self.setFocusProxy(self._field.editor)
        save = Button(_("Save this view"), "check", "primary", run=self._save)
        self._sheet = SideSheet(page, _("Save this view"), self, save)

    def _save(self) -> None:
        values = self.form.values()
        if values is None:
            self.form.focus_invalid()
            return
        self._sheet.close_sheet()
        self._keep(str(values["name"]).strip())


def _firm(view: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in view.items() if key not in _LOOSE}
