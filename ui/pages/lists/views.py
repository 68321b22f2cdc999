"""Keep the saved views of a list: filters, order and columns under a name.

A person's own lie among the preferences of this computer; those for everybody in the desk.
"""

from __future__ import annotations

from typing import Any, Protocol

from cluster_desk.i18n import _
from ui.kit.toast import Notice
from ui.pages.actions import ActionSet
from ui.pages.lists.filters import FilterBar
from ui.pages.lists.header import ListHeader
from ui.pages.lists.layout import Arranged, arrange, arrangement
from ui.pages.lists.shared import Saved, SharedViews, is_saved
from ui.pages.lists.spec import View
from ui.pages.lists.view_bar import NameSheet, ViewBar
from ui.work.workspace import Workspace

# Widths change by themselves with the window: they are kept, but do not make a view another.
_LOOSE = {"columns"}


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

    workspace: Workspace
    header: ListHeader
    filters: FilterBar
    noticed: Any
    actions_here: ActionSet

    def narrow(self) -> None:
        """Ask for what the view and the filters say."""
        ...


class SavedViews:
    """The views of one list; the one that is open is `current`, or None."""

    def __init__(self, page: Viewed) -> None:
        self._page = page
        self._name = f"{page.spec.name}.views"
        found = page.preferences.layout(self._name).get("views", [])
        own = [view for view in found if isinstance(view, dict) and view.get("name")]
        self._own = [Saved(name=str(view["name"]), content=view) for view in own]
        self._was_open = ""
        self._shared = SharedViews(page.header, page.workspace, page.spec.name)
        self._shared.noticed.connect(page.noticed)
        self._shared.changed.connect(self._show_shared)

    @property
    def current(self) -> Saved | None:
        """The saved view that is open."""
        key = self._page.header.tabs.current_key()
        return next((view for view in (*self._own, *self._shared.found) if view.key == key), None)

    @property
    def is_changed(self) -> bool:
        """Whether the open view differs from what was saved."""
        view = self.current
        return view is not None and _firm(view.content) != _firm(self._snapshot(view.name))

    def look(self) -> None:
        """Show whether the open view is a saved one, and still as it was saved."""
        is_saved = self.current is not None
        self._page.pane.view_bar.show_state(is_saved=is_saved, is_changed=self.is_changed)
        self._page.actions_here.refresh()

    def base(self) -> str:
        """The view of the query under the tab that is open."""
        view = self.current
        if view is None:
            return self._page.header.tabs.current_key()
        first = self._page.spec.views(self._page.workspace.year)[0].key
        return str(view.content.get("view", first))  # another version may have kept another shape

    def tabs(self) -> list[View]:
        """A tab each."""
        return [View(key=v.key, text=v.name) for v in (*self._own, *self._shared.found)]

    def opened(self) -> None:
        """A tab was chosen: a saved view brings its filters, order and columns."""
        key = self._page.header.tabs.current_key()
        view, came_from_saved = self.current, is_saved(self._was_open)
        self._was_open = key
        if view is not None:
            _wear(self._page, view)
        elif came_from_saved:  # what that view had filtered was its own
            self._page.filters.put("", {})
        self._page.narrow()

    def keep(self, *, for_all: bool = False) -> None:
        """Save over the open view, for everybody where asked; or ask for a name and for whom."""
        view = self.current
        if view is None:
            NameSheet(self._page, self._keep_as)
        else:
            self._keep_as(view.name, for_all or view.is_shared)

    def restore(self) -> None:
        """The open view as it was saved."""
        view = self.current
        if view is not None:
            _wear(self._page, view)
            self._page.narrow()

    def drop(self) -> None:
        """Delete the open view; the toast brings it back."""
        view = self.current
        if view is None:
            return
        if view.is_shared:
            self._shared.drop(view)
            return
        place = self._own.index(view)
        self._own.remove(view)
        self._write()
        self._page.header.tabs.setCurrentIndex(0)

        def bring_back() -> None:
            self._own.insert(place, view)
            self._write()

        text = _("The view «{name}» was deleted").format(name=view.name)
        self._page.noticed.emit(Notice(text=text, action=_("Undo"), run=bring_back))

    def _keep_as(self, name: str, for_all: bool) -> None:
        content = self._snapshot(name)
        if for_all:
            self._shared.share(name, content, lambda: self._disown(name))
            return
        kept, names = Saved(name=name, content=content), [view.name for view in self._own]
        if name in names:
            self._own[names.index(name)] = kept
        else:
            self._own.append(kept)
        self._was_open = kept.key
        self._write()
        self._page.header.tabs.choose(kept.key)
        self.look()

    def _snapshot(self, name: str) -> dict[str, Any]:
        filters = self._page.filters
        chosen = {key: list(values) for key, values in filters.chosen().items()}
        own = {"name": name, "view": self.base(), "text": filters.search.text(), "chosen": chosen}
        return {**own, **arrangement(self._page)}

    def _write(self) -> None:
        views = [view.content for view in self._own]
        self._page.preferences.keep_layout(self._name, {"views": views})
        self._page.header.show_own_views(self.tabs(), self._page.list.question.year)

    def _disown(self, name: str) -> None:
        """It is everybody's now."""
        if any(view.name == name for view in self._own):
            self._own = [view for view in self._own if view.name != name]
            self._write()

    def _show_shared(self, awaited: str) -> None:
        was = self._was_open
        tabs = self._page.header.tabs
        self._page.header.show_own_views(self.tabs(), self._page.list.question.year)
        if awaited:
            self._was_open = awaited
            tabs.choose(awaited)
        elif is_saved(was) and self.current is None:  # somebody deleted it
            tabs.setCurrentIndex(0)
            self.opened()
        self.look()


def _wear(page: Viewed, view: Saved) -> None:
    arrange(page, view.content)
    chosen = view.content.get("chosen") or {}
    page.filters.put(str(view.content.get("text", "")), chosen)


def _firm(view: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in view.items() if key not in _LOOSE}
