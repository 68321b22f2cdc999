"""What is typed in a form is kept outside history, and leaves no trace when it is dropped."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import DBAPIError

from cluster_desk.clock import FixedClock
from cluster_desk.desk import Desk
from cluster_desk.queries.form_drafts import kept_draft
from cluster_desk.services.form_drafts import (
    FORGOTTEN_AFTER,
    DropDraft,
    KeepDraft,
    drop_draft,
    keep_draft,
)
from cluster_desk.store.tables.history import FormDraft
from cluster_desk.tx import Tx
from tests.store.acting import last_set, organisation, state

TEXTS = {"name": "Serio Pack «&» S.r.l.", "notes": "perché\nsì"}


def test_a_draft_is_read_as_it_was_kept_and_the_last_one_counts(desk: Desk) -> None:
    desk.jot(keep_draft, KeepDraft(key="member.new", texts={"name": "S"}))
    desk.jot(keep_draft, KeepDraft(key="member.new", texts=TEXTS))
    desk.jot(keep_draft, KeepDraft(key="member:7", texts={"name": "Altro"}))
    found = desk.read(kept_draft, "member.new")
    assert found is not None
    assert (found.texts, found.saved_at) == (TEXTS, desk.clock.now())


def test_a_dropped_draft_is_gone_and_others_stay(desk: Desk) -> None:
    for key in ("a", "b"):
        desk.jot(keep_draft, KeepDraft(key=key, texts=TEXTS))
    desk.jot(drop_draft, DropDraft(key="a"))
    desk.jot(drop_draft, DropDraft(key="never"))
    assert desk.read(kept_draft, "a") is None
    assert desk.read(kept_draft, "b") is not None


def test_a_draft_stands_in_no_history_and_undo_does_not_see_it(desk: Desk) -> None:
    before = last_set(desk)
    desk.jot(keep_draft, KeepDraft(key="a", texts=TEXTS))
    assert last_set(desk) == before
    assert desk.undoable() is None


def test_what_has_a_history_cannot_be_jotted_down(desk: Desk) -> None:
    def add(tx: Tx, _command: None) -> None:
        organisation(tx)

    before = state(desk)
    with pytest.raises(DBAPIError):
        desk.jot(add, None)
    assert state(desk) == before


def test_drafts_nobody_came_back_to_are_forgotten(desk: Desk) -> None:
    desk.jot(keep_draft, KeepDraft(key="old", texts=TEXTS))
    later = desk.clock.now() + FORGOTTEN_AFTER + timedelta(days=1)
    desk.clock = FixedClock(later.astimezone(UTC))
    desk.jot(keep_draft, KeepDraft(key="new", texts=TEXTS))
    assert desk.read(kept_draft, "old") is None
    assert desk.read(kept_draft, "new") is not None


@pytest.mark.parametrize("content", ["", "[1]", "{", "{}", "7"])
def test_a_draft_that_cannot_be_read_is_none(desk: Desk, content: str) -> None:
    def spoil(tx: Tx, _command: None) -> None:
        at = datetime(2026, 11, 22, tzinfo=UTC).isoformat()
        tx.session.add(FormDraft(key="a", saved_at=at, content=content))

    desk.jot(spoil, None)
    assert desk.read(kept_draft, "a") is None
