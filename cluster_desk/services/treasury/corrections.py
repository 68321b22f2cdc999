"""Put a movement right while its year is open: its words, its parts, never its money."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, select

from cluster_desk.domain.money import Money
from cluster_desk.errors import Invalid, Problem
from cluster_desk.i18n import _
from cluster_desk.queries.treasury.movement_card import is_reversal
from cluster_desk.services.treasury.movements import Split, refuse_closed_year, search_text
from cluster_desk.store.tables.treasury import Category, Movement, MovementSplit
from cluster_desk.tx import Tx


@dataclass(frozen=True, kw_only=True)
class ChangeMovement:
    """Day, account and amount stay: what is wrong in them is reversed and posted anew.

    Without `splits` the parts stay as they are. So does the document of a reversal, which says
    what it takes back.
    """

    movement_id: int
    version: int
    description: str
    counterparty: str = ""
    document_ref: str = ""
    splits: tuple[Split, ...] | None = None


def change_movement(tx: Tx, command: ChangeMovement) -> None:
    """Conflict where somebody changed it meanwhile; YearClosed once its year is closed."""
    tx.allow("treasury.post")
    movement = tx.get(Movement, command.movement_id, _("movement"), version=command.version)
    refuse_closed_year(tx, movement.booked_on)
    categories = {row.code: row.id for row in tx.session.scalars(select(Category))}
    problems = _problems(movement, command, categories)
    if problems:
        raise Invalid(problems)
    movement.description = command.description.strip()[:300]
    movement.counterparty = command.counterparty.strip()[:300]
    if not is_reversal(movement.document_ref):
        movement.document_ref = command.document_ref.strip()[:140]
    movement.search_text = search_text(
        movement.description, movement.counterparty, movement.document_ref
    )
    if command.splits is not None:
        old = delete(MovementSplit).where(MovementSplit.movement_id == movement.id)
        tx.session.execute(old)
        for split in command.splits:
            tx.session.add(
                MovementSplit(
                    movement_id=movement.id,
                    category_id=categories[split.category.upper()],
                    project_id=split.project_id,
                    activity_id=split.activity_id,
                    amount=split.amount,
                    note=split.note,
                )
            )
    tx.describe(_("Movement changed: {description}").format(description=movement.description))
    tx.session.flush()


def _problems(
    movement: Movement, command: ChangeMovement, categories: dict[str, int]
) -> list[Problem]:
    problems = []
    if not command.description.strip():
        problems.append(Problem(field="description", message=_("Write the description.")))
    for split in command.splits or ():
        if split.category.upper() not in categories:
            message = _("There is no category «{code}».").format(code=split.category)
            problems.append(Problem(field="category", message=message))
    if command.splits is not None:
        total = Money.total(split.amount for split in command.splits)
        if movement.transfer_id is not None or total != movement.amount:
            message = _("The parts do not add up to the amount of the movement.")
            problems.append(Problem(field="splits", message=message))
    return problems
