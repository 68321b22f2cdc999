"""One operation on a page of its own: every record it changed, before and after."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from cluster_desk.formats.dates import instant_text
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import N_, _, ngettext
from cluster_desk.queries.history.card import OperationCard, RecordWords, operation_card
from ui.history.actions import undo_text
from ui.history.card import facts_of, why_card
from ui.history.columns import state_words
from ui.history.story import count_lines, record_card
from ui.kit.buttons import Button
from ui.kit.chips import Chip
from ui.kit.heading import Heading
from ui.kit.labels import GivingLabel, Label, Overline, Title
from ui.kit.layout import Rule, clear, column, panel, row, scrolled, set_ground
from ui.kit.pairs import pair
from ui.pages.actions import Action
from ui.pages.page import Page, Status
from ui.theme.theme import theme
from ui.theme.tokens import LABEL, META
from ui.work.workspace import Workspace

_ASIDE = 320
_LINES = 120  # fields that are laid out at once: a label each, and the window must not wait
_WIDEST = 980

ShowRecord = Callable[[Page, str, int], object]


class OperationPage(Page):
    """Read first; undo at the right, as in the list it was opened from."""

    TOPICS = frozenset({"members", "fees", "treasury", "bodies", "meetings", "tables", "documents"})

    def __init__(self, workspace: Workspace, operation_id: int, show_record: ShowRecord) -> None:
        super().__init__(workspace, OPERATION_ACTIONS)
        self._id, self._show_record = operation_id, show_record
        self.card: OperationCard | None = None
        self._told = 0
        self._build()
        self.actions_here.refresh()
        self.reload()

    def _build(self) -> None:
        self._title = Title("")
        self._chips = row(gap=6)
        self._meta = GivingLabel("", LABEL, tone="text2", tabular=True)
        undo = self.actions_here.button("operation.undo", "primary")
        name = row(self._title, self._chips, None, gap=10)
        head = row((Heading(name, self._meta, row(undo)), 1), margins=(16, 14, 16, 12))
        self._records = column(gap=12)
        self._more = Button("", "plus", run=self._tell_more)
        self._more.hide()
        wide = panel(column(self._records, row(None, self._more, None), None, gap=14))
        wide.setMaximumWidth(_WIDEST)
        body = panel(row((wide, 100), None, gap=0, margins=(16, 16, 16, 24)))
        self._scroll = scrolled(body, _("What it changed"))
        self._facts = column(gap=10)
        aside = scrolled(
            panel(column(self._facts, None, margins=(16, 14, 16, 14))), _("Facts of the operation")
        )
        set_ground(aside, "surface")
        aside.setFixedWidth(theme.beside(_ASIDE))
        below = row((self._scroll, 1), Rule(upright=True), aside, gap=0)
        self.setLayout(column(panel(head, "surface"), Rule(), (below, 1), gap=0))

    # ── what the frame asks ──────────────────────────────────────────────────────────────────
    def crumbs(self) -> list[str]:
        return [_("Archive"), _("History of the changes"), self.card.label if self.card else "…"]

    def status(self) -> Status:
        keys = (("Ctrl+Shift+U", _("undo")), ("Tab", _("next record")), ("Esc", _("back")))
        return Status(keys=keys)

    def areas(self) -> list[QWidget]:
        links = self._scroll.findChildren(Button)
        return [links[0]] if links else []

    def reload(self) -> None:
        self.workspace.read(operation_card, self._id, then=self._show)

    # ── what its actions ask ─────────────────────────────────────────────────────────────────
    def undo(self) -> None:
        """Take it back; the window says that it was done, or why not."""
        self.workspace.steps.undo(self._id)

    # ── inside ───────────────────────────────────────────────────────────────────────────────
    def _show(self, card: OperationCard | None) -> None:
        if card is None:
            self.finished.emit()
            return
        first = self.card is None
        self.card = card
        self._title.setText(card.label)
        clear(self._chips)
        text, tone = state_words(card.kind, is_undone=card.is_undone)
        if text:
            self._chips.addWidget(Chip(text, tone))
        when = _("No. {seq} · {when} · {who}")
        self._meta.setText(
            when.format(seq=count_text(card.seq), when=instant_text(card.at), who=card.actor)
        )
        self._show_facts(card)
        if first:  # what was changed stays as it was; only whether it counts does not
            self._tell_more()
        self.actions_here.refresh()
        self.crumbs_changed.emit()

    def _show_facts(self, card: OperationCard) -> None:
        clear(self._facts)
        if card.why_not:
            self._facts.addWidget(why_card(card.why_not))
        self._facts.addWidget(Overline(_("What it changed")))
        self._facts.addLayout(count_lines(card.counts))
        self._facts.addWidget(Rule())
        self._facts.addWidget(Overline(_("Who and where")))
        for name, value in facts_of(card):
            self._facts.addLayout(pair(name, value))

    def _tell_more(self) -> None:
        """The next records, as many as fit into so many lines."""
        assert self.card is not None
        records, lines = self.card.records, 0
        while self._told < len(records) and lines < _LINES:
            record = records[self._told]
            lines += len(record.fields) + 1
            self._records.addWidget(self._record(record))
            self._told += 1
        waiting = len(records) - self._told
        text = ngettext("Show {count} more", "Show {count} more", waiting)
        self._more.set_text(text.format(count=count_text(waiting)))
        self._more.setVisible(waiting > 0)
        if not waiting and self.card.rest:
            text = ngettext(
                "and {count} more record", "and {count} more records", self.card.rest
            ).format(count=count_text(self.card.rest))
            self._records.addWidget(Label(text, META, tone="text3"))

    def _record(self, record: RecordWords) -> QWidget:
        return record_card(record, lambda: self._show_record(self, record.table, record.id))


def _may_undo(page: OperationPage) -> bool:
    return page.card is not None and not page.card.why_not


OPERATION_ACTIONS = (
    Action(
        id="operation.undo",
        text=N_("Undo this operation"),
        menu="record",
        icon="undo-2",
        keys=("Ctrl+Shift+U",),
        enabled=_may_undo,
        label=lambda page: undo_text(page.card.kind if page.card else ""),
        run=lambda page: page.undo(),
    ),
)
