"""What stands around the fields of a member's form: who it is, how complete, who is alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cluster_desk.domain.folding import fold
from cluster_desk.formats.dates import date_text
from cluster_desk.formats.numbers import percent_text
from cluster_desk.formats.people import join_names
from cluster_desk.i18n import _
from cluster_desk.queries.members.card import StoryEntry
from cluster_desk.queries.members.lists import MemberFilter, member_ids
from cluster_desk.queries.members.rows import MemberRow, member_rows
from ui.kit.avatar import Avatar
from ui.kit.bars import ShareBar
from ui.kit.buttons import ActionButton, Button
from ui.kit.chips import Chip
from ui.kit.keys import key_hint
from ui.kit.labels import GivingLabel, IconLabel, Label, Title
from ui.kit.layout import Card, clear, column, panel, row, set_ground
from ui.members.columns import STATUS_TONES
from ui.members.form_fields import TELLING
from ui.members.story import story_line
from ui.pages.actions import ActionSet
from ui.theme.theme import theme
from ui.theme.tokens import BODY, CAPTION, LABEL, MEDIUM, META, SEMIBOLD
from ui.work.workspace import Workspace

_ALIKE = 3
_LONG_ENOUGH = 4


class FormHeader(QWidget):
    """Avatar, name, chip, and whether something is not saved yet."""

    def __init__(self) -> None:
        super().__init__()
        set_ground(self, "surface")
        self._avatar = Avatar(side=42)
        self._title = Title("")
        self._chip = Chip("")
        self._meta = Label("", LABEL, tone="text2", tabular=True)
        self._dirty = panel(
            row(
                IconLabel("circle-dot", "warn_dot"),
                Label(_("Changes not saved"), LABEL, MEDIUM, "text2"),
                gap=6,
            )
        )
        name = row(self._title, self._chip, None, gap=10)
        words = column(name, self._meta, gap=2)
        self.setLayout(row(self._avatar, (words, 1), self._dirty, gap=12, margins=(20, 13, 20, 13)))
        self._dirty.hide()
        self._new = False

    def show_new(self) -> None:
        """Somebody who is not entered yet."""
        self._new = True
        self._chip.hide()
        self._meta.setText(_("Only the name is needed; the rest can follow."))

    def show_member(self, member: MemberRow) -> None:
        """Somebody who is known."""
        if member.status is not None:
            self._chip.say(member.status.label, STATUS_TONES[member.status])
        parts = [member.category.label]
        if member.number is not None:
            parts.insert(0, _("Member no. {number}").format(number=member.number))
        if member.member_since is not None:
            since = date_text(member.member_since)
            parts.append(_("member since {date}").format(date=since))
        self._meta.setText(" · ".join(parts))

    def show_state(self, name: str, *, dirty: bool) -> None:
        """The name as it is typed, and whether it is saved."""
        self._title.setText(name or _("New member"))
        self._avatar.set_name(name or "?")
        self._dirty.setVisible(dirty)


class Completeness(Card):
    """How much of what matters is there."""

    def __init__(self) -> None:
        self._bar = ShareBar()
        self._text = Label("", CAPTION, tone="text3", wrap=True)
        title = Label(_("Completeness of the record"), META, SEMIBOLD, wrap=True)
        super().__init__(
            column(title, self._bar, self._text, gap=6, margins=(11, 10, 11, 10)), inner=True
        )

    def show_texts(self, texts: Mapping[str, str]) -> None:
        """What stands in the fields."""
        names = {
            "tax_code": _("tax code"),
            "address": _("seat"),
            "city": _("town"),
            "pec": _("certified e-mail"),
            "email": _("e-mail"),
            "phone": _("telephone"),
        }
        missing = [names[name] for name in TELLING if not texts.get(name)]
        there = len(TELLING) - len(missing)
        self._bar.show_share(there, len(TELLING))
        share = percent_text(there, len(TELLING))
        if missing:
            text = _("{share} · missing: {what}").format(share=share, what=join_names(missing))
        else:
            text = _("{share} · nothing is missing").format(share=share)
        self._text.setText(text)


class FormAside(QWidget):
    """Members of a like name, the last facts, and the keys of the form."""

    chosen = Signal(object)  # the id of a member of a like name

    def __init__(self, workspace: Workspace, actions: ActionSet, *, is_new: bool) -> None:
        super().__init__()
        self._workspace = workspace
        self.setAccessibleName(_("Beside the form"))
        self._alike = column(gap=9)
        self._alike_card = _card(_("Perhaps already here"), self._alike, "copy", "warn_dot")
        self._story = column(gap=10)
        self._story_card = _card(_("Last facts"), self._story)
        keys = column(gap=7)
        for record in actions.records:
            if record.first_keys and (is_new or record.id != "form.save_again"):
                text = GivingLabel(actions[record.id].iconText(), META, tone="text2")
                keys.addLayout(row((text, 1), key_hint(record.first_keys, "")))
        parts = (self._alike_card, self._story_card, _card(_("Keys"), keys))
        self.setLayout(column(*parts, None, gap=12))
        self._alike_card.hide()
        self._story_card.hide()
        theme.changed.connect(self._measure)
        self._measure()

    def look_for(self, name: str, besides: int | None) -> None:
        """Look whether somebody of this name is there."""
        words = [word for word in fold(name).split() if len(word) >= _LONG_ENOUGH]
        if not words:
            self._show_alike([])
            return
        self._workspace.read(
            _alike, max(words, key=len), self._workspace.today(), besides, then=self._show_alike
        )

    def show_story(self, entries: Sequence[StoryEntry]) -> None:
        """What happened lately."""
        clear(self._story)
        for entry in entries[:5]:
            self._story.addWidget(story_line(entry))
        self._story_card.setVisible(bool(entries))

    def _show_alike(self, rows: Sequence[MemberRow]) -> None:
        clear(self._alike)
        for member in rows:
            self._alike.addLayout(self._alike_line(member))
        self._alike_card.setVisible(bool(rows))

    def _alike_line(self, member: MemberRow) -> Any:
        place = " · ".join(
            part for part in (member.status.label if member.status else "", member.city) if part
        )
        words = column(
            GivingLabel(member.name, BODY, MEDIUM),
            GivingLabel(place, CAPTION, tone="text3"),
            gap=1,
        )
        open_it = Button(_("Open"), small=True, run=lambda: self.chosen.emit(member.id))
        return row(Avatar(member.name, 28), (words, 1), open_it, gap=9)

    def _measure(self) -> None:
        self.setFixedWidth(theme.beside(290))


def _alike(session: Any, word: str, on: Any, besides: int | None) -> list[MemberRow]:
    wanted = MemberFilter(text=word, view="everyone")
    ids = [i for i in member_ids(session, on=on, year=on.year, filter=wanted) if i != besides]
    return member_rows(session, ids[:_ALIKE], on=on, year=on.year)


def _card(title: str, content: Any, icon: str = "", token: str = "") -> Card:
    head = row(Label(title, BODY, SEMIBOLD), None, gap=8)
    if icon:
        head.insertWidget(0, IconLabel(icon, token))
    return Card(column(head, content, gap=9, margins=(13, 11, 13, 12)))


class FormFoot(QWidget):
    """Leave, save, save and go on."""

    def __init__(self, actions: ActionSet, *, is_new: bool) -> None:
        super().__init__()
        set_ground(self, "surface")
        self.setAccessibleName(_("Save or leave"))
        leave = ActionButton(actions["form.leave"], "ghost")
        save = ActionButton(actions["form.save"], "primary", icon="check")
        parts: list[Any] = [None, leave]
        if is_new:
            parts.append(ActionButton(actions["form.save_again"]))
        self.setLayout(row(*parts, save, gap=8, margins=(20, 10, 20, 10)))
