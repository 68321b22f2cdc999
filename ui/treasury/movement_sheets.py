"""Quick entries of the journal: a movement, a transfer, an account, a correction, a reversal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cluster_desk.domain.money import Money
from cluster_desk.domain.periods import Period
from cluster_desk.domain.treasury import AccountKind, Direction
from cluster_desk.formats.dates import date_text
from cluster_desk.formats.money import money_text
from cluster_desk.i18n import _
from cluster_desk.queries.treasury.movement_card import MovementCard
from cluster_desk.queries.treasury.movements import Choice, movement_choices
from cluster_desk.services.treasury.accounts import OpenAccount, open_account
from cluster_desk.services.treasury.corrections import ChangeMovement, change_movement
from cluster_desk.services.treasury.movements import (
    PostMovement,
    ReverseMovement,
    TransferMoney,
    post_movement,
    reverse_movement,
    transfer_money,
)
from ui.kit.entry_fields import choices_of, day_field, money_field, term_field
from ui.kit.fields import ChoiceField, DigitsField, Field, LineField
from ui.pages.entry_sheet import Entry, EntrySheet
from ui.pages.year_doubts import year_doubts
from ui.treasury.amounts import signed
from ui.treasury.parts import Offered, in_pairs, part_fields, splits_of, without_parts

_Page = Any  # TreasuryPage, whose actions import this module when it is wanted


def open_movement_sheet(page: _Page, account: str = "") -> None:
    """Income or expense, in an account and a category."""

    def show(choices: list[Choice]) -> None:
        _open_movement(page, Offered(choices), account)

    page.workspace.read(movement_choices, then=show)


def open_movement_like(page: _Page, card: MovementCard) -> None:
    """A new movement of today with the words, amount and parts of another."""
    found, splits = card.row, card.splits
    texts = {
        "direction": (Direction.INCOME if found.amount.cents > 0 else Direction.EXPENSE).value,
        "amount": money_text(-found.amount if found.amount.cents < 0 else found.amount),
        "description": found.description,
        "counterparty": found.counterparty,
        "category": splits[0].category if splits else "",
        "project": splits[0].project if splits else "",
    }

    def show(choices: list[Choice]) -> None:
        _open_movement(page, Offered(choices), found.account, texts)

    page.workspace.read(movement_choices, then=show)


def _open_movement(
    page: _Page, offered: Offered, account: str, like: Mapping[str, str] | None = None
) -> None:
    if not offered.accounts():
        page.refused.emit(_("A movement is of an account: open one first."))
        return
    today = page.workspace.today()
    fields: dict[str, Field] = {
        "direction": ChoiceField(
            _("What it is"),
            choices_of((Direction.EXPENSE, Direction.INCOME)),
        ),
        "account": ChoiceField(_("Account"), offered.accounts()),
        "amount": money_field(_("Amount"), required=_("Write the amount."), example="0,00"),
        "booked_on": day_field(_("Date"), today, required=_("Write the day.")),
        "description": LineField(
            _("Description"), longest=300, required=_("Write what the movement is.")
        ),
        **part_fields(offered),
        "counterparty": LineField(_("Counterparty"), longest=300),
        "document_ref": LineField(_("Document"), longest=140, example="FT 12/2026"),
    }

    def command(asked: dict[str, Any]) -> PostMovement:
        spent = asked.pop("direction") == Direction.EXPENSE.value
        amount: Money = asked.pop("amount")
        total = -amount if spent else amount
        splits = splits_of(asked, total, offered)
        return PostMovement(amount=total, splits=splits, **without_parts(asked))

    entry = Entry(
        title=_("New movement"),
        about=_("It goes straight into the journal; a bank’s line may confirm it later."),
        save=_("Post"),
        use_case=post_movement,
        command=command,
        doubts=lambda asked: year_doubts(asked["booked_on"], offered.years(), today),
    )
    texts = {"booked_on": date_text(today), "account": account, **(like or {})}
    EntrySheet(page, entry, fields, texts, in_pairs(fields))


def open_transfer_sheet(page: _Page) -> None:
    """From one own account to another."""

    def show(choices: list[Choice]) -> None:
        accounts, years = Offered(choices).accounts(), Offered(choices).years()
        if len(accounts) < 2:
            page.refused.emit(_("A transfer needs two accounts: open the other one first."))
            return
        today = page.workspace.today()
        fields: dict[str, Field] = {
            "from_account": ChoiceField(_("From the account"), accounts),
            "to_account": ChoiceField(_("To the account"), accounts),
            "amount": money_field(_("Amount"), required=_("Write the amount."), example="0,00"),
            "booked_on": day_field(_("Date"), today, required=_("Write the day.")),
            "description": LineField(
                _("Description"), longest=300, hint=_("Written by itself where it is empty.")
            ),
        }
        entry = Entry(
            title=_("Internal transfer"),
            about=_("Money that changes place: neither income nor expense."),
            save=_("Post"),
            use_case=transfer_money,
            command=lambda asked: TransferMoney(**asked),
            doubts=lambda asked: year_doubts(asked["booked_on"], years, today),
        )
        texts = {"booked_on": date_text(today), "to_account": accounts[1][0]}
        EntrySheet(page, entry, fields, texts)

    page.workspace.read(movement_choices, then=show)


def open_account_sheet(page: _Page) -> None:
    """A bank account, a cash box or a card, with the balance it begins with."""
    today = page.workspace.today()
    fields: dict[str, Field] = {
        "kind": term_field(_("What it is"), AccountKind),
        "name": LineField(_("Name"), longest=120, required=_("Write the name.")),
        "code": LineField(
            _("Code"),
            longest=20,
            required=_("Write a short code, such as BANCA."),
            hint=_("Short: it stands in files and commands."),
        ),
        "iban": DigitsField(_("IBAN"), longest=40),
        "opening_on": day_field(_("Kept from the day"), today, required=_("Write the day.")),
        "opening": money_field(_("Balance on that day"), example="0,00"),
    }
    entry = Entry(
        title=_("Open an account"),
        about=_("The IBAN lets the program find by itself the account of a bank’s file."),
        save=_("Open the account"),
        use_case=open_account,
        command=lambda asked: OpenAccount(**asked),
    )
    EntrySheet(page, entry, fields, {"opening_on": date_text(today)})


def open_edit_sheet(page: _Page, card: MovementCard) -> None:
    """Words and parts; day, account and amount stay."""

    def show(choices: list[Choice]) -> None:
        _open_edit(page, card, Offered(choices))

    page.workspace.read(movement_choices, then=show)


def _open_edit(page: _Page, card: MovementCard, offered: Offered) -> None:
    found, splits = card.row, card.splits
    fields: dict[str, Field] = {
        "description": LineField(
            _("Description"), longest=300, required=_("Write what the movement is.")
        ),
        "counterparty": LineField(_("Counterparty"), longest=300),
        "document_ref": LineField(_("Document"), longest=140),
        **part_fields(offered, incoming=found.amount.cents > 0),
    }
    texts = {
        "description": found.description,
        "counterparty": found.counterparty,
        "document_ref": found.document_ref,
        "category": splits[0].category if splits else "",
        "project": splits[0].project if splits else "",
    }
    if len(splits) > 1:
        second = splits[1]
        texts["second_category"] = second.category
        amount = -second.amount if second.amount.cents < 0 else second.amount
        texts["second_amount"] = money_text(amount)
    if len(splits) > 2:  # more parts than the sheet has: they stay as they are
        fields = {name: fields[name] for name in ("description", "counterparty", "document_ref")}
    has_parts = "category" in fields

    def command(asked: dict[str, Any]) -> ChangeMovement:
        return ChangeMovement(
            movement_id=found.id,
            version=found.version,
            splits=splits_of(asked, found.amount, offered) if has_parts else None,
            **without_parts(asked),
        )

    entry = Entry(
        title=_("Change the movement"),
        about=_about(card),
        save=_("Save"),
        use_case=change_movement,
        command=command,
    )
    known = {name: texts[name] for name in fields if name in texts}
    EntrySheet(page, entry, fields, known, in_pairs(fields))


def open_reverse_sheet(page: _Page, card: MovementCard) -> None:
    """The opposite movement with its reason; the first one stays."""

    def show(choices: list[Choice]) -> None:
        _open_reverse(page, card, Offered(choices).years())

    page.workspace.read(movement_choices, then=show)


def _open_reverse(page: _Page, card: MovementCard, years: list[Period]) -> None:
    today = page.workspace.today()
    fields: dict[str, Field] = {
        "reason": LineField(_("Reason"), longest=200, required=_("Write the reason.")),
        "booked_on": day_field(_("Reversed on"), today, required=_("Write the day.")),
    }
    entry = Entry(
        title=_("Reverse the movement"),
        about=_about(card),
        save=_("Reverse"),
        use_case=reverse_movement,
        command=lambda asked: ReverseMovement(movement_id=card.row.id, **asked),
        doubts=lambda asked: year_doubts(asked["booked_on"], years, today),
    )
    EntrySheet(page, entry, fields, {"booked_on": date_text(today)})


def _about(card: MovementCard) -> str:
    found = card.row
    return _("{description}, {amount} on {date}.").format(
        description=found.description,
        amount=signed(found.amount),
        date=date_text(found.booked_on),
    )
