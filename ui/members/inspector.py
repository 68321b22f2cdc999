"""The card at the right: the member that is looked at, read first."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from cluster_desk.domain.members import AffiliationRole, ChannelKind
from cluster_desk.formats.dates import date_text
from cluster_desk.formats.money import money_text
from cluster_desk.i18n import _
from cluster_desk.queries.members.card import MemberCard, RepresentativeRow
from cluster_desk.queries.members.rows import MemberRow
from ui.kit.avatar import Avatar
from ui.kit.bars import ShareBar
from ui.kit.buttons import Button, IconButton
from ui.kit.chips import Chip
from ui.kit.labels import GivingLabel, Label, Overline
from ui.kit.layout import Card, Rule, clear, column, panel, row, scrolled, set_ground
from ui.kit.pairs import pair
from ui.kit.tabs import Tab, Tabs
from ui.members.columns import PAYMENT_TONES, STATUS_TONES
from ui.members.story import charge_line, story, story_line
from ui.pages.actions import ActionSet
from ui.theme.icons import MIDDLE
from ui.theme.tokens import BOLD, CAPTION, FIGURE, LABEL, META, SEMIBOLD

_MORE = (
    "members.event",
    "members.classify",
    "members.represent",
    "members.end_representing",
    "members.account",
    "members.duplicate",
    "members.copy",
    "members.erase",
)
_SHORT = {
    AffiliationRole.LEGAL_REPRESENTATIVE: lambda: _("Legal rep."),
    AffiliationRole.DESIGNATED_REPRESENTATIVE: lambda: _("Designated rep."),
    AffiliationRole.CONTACT_PERSON: lambda: _("Contact"),
}
_LAST_FACTS = 3
_FACTS = "facts"
_FEES = "fees"
_STORY = "story"


class MemberInspector(QWidget):
    """Follows the list; the tab that is open stays open from member to member."""

    close_wanted = Signal()

    def __init__(self, actions: ActionSet) -> None:
        super().__init__()
        set_ground(self, "surface")
        self.setAccessibleName(_("Member’s card"))
        self._card: MemberCard | None = None
        self._year = 0
        self._actions = actions
        self._build(actions)

    def _build(self, actions: ActionSet) -> None:
        self._avatar = Avatar(side=44)
        self._name = GivingLabel("", 15.5, BOLD)
        self._kind = GivingLabel("", META, tone="text2")
        self.close_button = close = IconButton("x", _("Hide the card"), keys="F4", size=MIDDLE)
        close.clicked.connect(lambda _on: self.close_wanted.emit())
        top = row(self._avatar, (column(self._name, self._kind, gap=2), 1), close, gap=10)
        self._chips = row(gap=6)
        more = IconButton("ellipsis", _("More for this member"), run=self._open_menu)
        self._more = more
        self._menu = QMenu(self)
        self._menu.addActions([actions[name] for name in _MORE])
        pay, edit = actions.button("members.pay", "primary"), actions.button("members.edit")
        buttons = row((pay, 1), (edit, 1), more, gap=8)
        head = column(top, self._chips, buttons, gap=12, margins=(16, 16, 14, 10))
        self.tabs = Tabs(_("Sides of the card"))
        self.tabs.currentChanged.connect(lambda _index: self._show_side())
        tabs = row((self.tabs, 1), margins=(16, 0, 16, 0))
        self._side = column(gap=14, margins=(16, 14, 16, 16))
        body = scrolled(panel(column(self._side, None, gap=0)), _("Member’s card"))
        self.setLayout(column(head, tabs, Rule(), (body, 1), gap=0))

    def _open_menu(self) -> None:
        self._menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def people(self) -> tuple[int, ...]:
        """Whose data may be asked to be erased: the person that is the member, or stands for it."""
        card = self._card
        if card is None:
            return ()
        if card.row.person_id is not None:
            return (card.row.person_id,)
        stands = (*card.representatives, *card.coming)
        return tuple(dict.fromkeys(each.person_id for each in stands))

    def is_represented(self) -> bool:
        """Whether somebody stands for the member, or is known to do so later."""
        card = self._card
        return card is not None and bool(card.representatives or card.coming)

    def show_card(self, card: MemberCard, year: int) -> None:
        """Another member, or the same after a change."""
        self._card, self._year = card, year
        member = card.row
        self.setAccessibleName(_("Card of {name}").format(name=member.name))
        self._avatar.set_name(member.name)
        self._name.setText(member.name)
        kind = member.kind.label if member.kind else _("Person")
        self._kind.setText(" · ".join(part for part in (kind, member.sector) if part))
        self._show_chips(member)
        self.tabs.show_tabs(
            [
                Tab(key=_FACTS, text=_("Record")),
                Tab(key=_FEES, text=_("Fees"), count=len(card.charges)),
                Tab(key=_STORY, text=_("Story"), count=len(card.story)),
            ]
        )
        self._show_side()

    def _show_chips(self, member: MemberRow) -> None:
        clear(self._chips)
        if member.status is not None:
            self._chips.addWidget(Chip(member.status.label, STATUS_TONES[member.status]))
        if member.founder:
            self._chips.addWidget(Chip(_("Founder"), "info", dot=False))
        if member.number is not None:
            text = _("Member no. {number}").format(number=member.number)
            self._chips.addWidget(Chip(text, dot=False))
        self._chips.addStretch(1)

    def _show_side(self) -> None:
        clear(self._side)
        card = self._card
        if card is None:
            return
        match self.tabs.current_key():
            case "fees":
                for charge in card.charges:
                    self._side.addWidget(charge_line(charge))
                if not card.charges:
                    text = _("No fee has been issued yet.")
                    self._side.addWidget(Label(text, LABEL, tone="text3"))
            case "story":
                self._side.addLayout(story(card.story))
            case _:
                self._show_facts(card)

    def _show_facts(self, card: MemberCard) -> None:
        self._side.addWidget(fee_card(card, self._year))
        self._side.addLayout(_section(_("Registry"), _record_pairs(card)))
        if card.row.organisation_id is not None:
            self._side.addLayout(self._people(card))
        if card.story:
            every = Button(_("See all"), kind="link", run=lambda: self.tabs.choose(_STORY))
            self._side.addLayout(row(Overline(_("Last facts")), None, every))
            for entry in card.story[:_LAST_FACTS]:
                self._side.addWidget(story_line(entry))

    def _people(self, card: MemberCard) -> QVBoxLayout:
        """Who stands for it, in which office and since when; and the way to somebody new."""
        head = row(Overline(_("People")), None)
        new = self._actions["members.represent"]
        if new.isEnabled():
            head.addWidget(Button(new.iconText(), kind="link", run=new.trigger))
        layout = column(head, gap=7)
        stands = (*card.representatives, *card.coming)
        for each in stands:
            layout.addLayout(pair(_SHORT[each.role](), each.name, under=_standing(each)))
        if not stands:
            layout.addWidget(Label(_("Nobody stands for it yet."), LABEL, tone="text3"))
        return layout


def fee_card(card: MemberCard, year: int) -> Card:
    """What the member owes for the year, and how much of it came in."""
    member = card.row
    due = [charge.due_on for charge in card.charges if charge.fee_year == year]
    head = row(
        Label(_("Fee {year}").format(year=year), LABEL, SEMIBOLD),
        None,
        Chip(member.payment.label, PAYMENT_TONES[member.payment]),
    )
    figure = row(Label(f"{money_text(member.charged)} €", FIGURE, BOLD, tabular=True), None)
    if due:
        text = _("due on {date}").format(date=date_text(min(due)))
        figure.addWidget(Label(text, CAPTION, tone="text2", tabular=True))
    bar = ShareBar(member.paid.cents, member.charged.cents)
    received = _("Received {amount} €").format(amount=money_text(member.paid))
    still = _("Open {amount} €").format(amount=money_text(member.balance))
    tone = "bad_fg" if PAYMENT_TONES[member.payment] == "bad" else "text2"
    foot = row(
        Label(received, CAPTION, tone="text2", tabular=True),
        None,
        Label(still, CAPTION, SEMIBOLD if member.balance else 400, tone, tabular=True),
    )
    return Card(column(head, figure, bar, foot, gap=8, margins=(12, 11, 12, 12)), inner=True)


def _section(title: str, lines: list[tuple[str, str, str]]) -> QVBoxLayout:
    layout = column(Overline(title), gap=7)
    for name, value, tone in lines:
        layout.addLayout(pair(name, value, tone))
    return layout


def _record_pairs(card: MemberCard) -> list[tuple[str, str, str]]:
    facts, member = card.facts, card.row
    place = " ".join(part for part in (facts.get("postal_code"), facts.get("city")) if part)
    if facts.get("province"):
        place = f"{place} ({facts['province']})"
    address = ", ".join(part for part in (facts.get("address"), place) if part)
    reached = {channel.kind: channel.value for channel in reversed(card.channels)}
    since = date_text(member.member_since) if member.member_since else ""
    vote = _("yes") if member.may_vote else ", ".join(map(str, member.voting.reasons))
    lines = [
        (_("Category"), member.category.label, "text"),
        (_("Size"), member.size.label, "text"),
        (_("Member since"), since, "text"),
        (_("May vote"), vote, "text"),
        (_("Tax code"), member.tax_code, "text"),
        (_("VAT number"), member.vat_number, "text"),
        (_("Seat"), address, "text"),
        (_("Certified e-mail"), reached.get(ChannelKind.PEC, ""), "accent_text"),
        (_("E-mail"), reached.get(ChannelKind.EMAIL, ""), "accent_text"),
        (_("Telephone"), reached.get(ChannelKind.PHONE, ""), "text"),
    ]
    return [line for line in lines if line[1]]


def _standing(each: RepresentativeRow) -> str:
    """`Amministratrice, dal 12/03/2024 al 31/12/2026`: what is known of it."""
    first = date_text(each.from_on) if each.from_on else ""
    last = date_text(each.to_on) if each.to_on else ""
    period = ""
    if first and last:
        period = _("from {since} to {until}").format(since=first, until=last)
    elif first:
        period = _("from {date} on").format(date=first)
    elif last:
        period = _("until {date}").format(date=last)
    return ", ".join(filter(None, (each.office, period)))
