"""What every part of the settings is: it loads when it is looked at, and may hold edits."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cluster_desk.running import UseCase
from ui.kit.layout import set_ground
from ui.pages.notices import undoable
from ui.pages.page import Page


class Panel(QWidget):
    """Asks and tells through the page it stands in; what it cannot do it says it may not."""

    TOPICS: ClassVar[frozenset[str]] = frozenset({"association"})
    add_words = ""  # msgid of what Ctrl+N makes here; empty where there is nothing
    may_search = False  # whether `start_search` puts the cursor where one looks for something
    has_edit = False  # whether its lines are changed in a sheet
    has_like = False  # whether its `duplicate` begins something new like what is looked at
    has_remove = False  # whether they can be taken away

    changed = Signal()  # what was typed, chosen or loaded is another

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.workspace = page, page.workspace
        self.was_loaded = False
        set_ground(self, "app")

    # ── what is in it ────────────────────────────────────────────────────────────────────────
    def load(self) -> None:
        """Read what is shown; edits that are not saved stay."""

    def areas(self) -> list[QWidget]:
        """What F6 goes through here; the first gets the focus."""
        return []

    def look_for(self, view: str, record: int | None) -> None:
        """A link from elsewhere asks for one of its lists, or for one thing in it."""

    # ── edits that are not saved ─────────────────────────────────────────────────────────────
    @property
    def is_dirty(self) -> bool:
        """Whether something would be lost."""
        return False

    @property
    def problem_count(self) -> int:
        """How many fields are in red."""
        return 0

    def save(self) -> None:
        """Write what was typed."""

    def discard(self) -> None:
        """Back to what is saved."""

    def next_error(self) -> None:
        """To the next field in red."""

    # ── lists ────────────────────────────────────────────────────────────────────────────────
    def add(self) -> None:
        """Something new."""

    @property
    def may_edit(self) -> bool:
        """Whether a line is looked at that can be changed."""
        return False

    def edit(self) -> None:
        """Change it."""

    @property
    def may_remove(self) -> bool:
        """Whether a line is looked at that can be taken away."""
        return False

    def remove(self) -> None:
        """Take it away; it can be undone."""

    # ── inside ───────────────────────────────────────────────────────────────────────────────
    def write(self, use_case: UseCase[Any, Any], command: object) -> None:
        """Write, and say so with the button that takes it back."""
        self.workspace.write(
            use_case,
            command,
            then=lambda outcome: self.page.noticed.emit(undoable(self.workspace, outcome)),
            refused=lambda error: self.page.refused.emit(str(error)),
        )
