"""Views that everybody has: kept, changed, deleted, undone; gone with a person who is erased."""

from __future__ import annotations

import pytest

from cluster_desk.desk import Desk
from cluster_desk.errors import Invalid
from cluster_desk.queries.saved_views import shared_views
from cluster_desk.services.association.views import (
    DropView,
    ShareView,
    ViewGone,
    drop_view,
    share_view,
)
from cluster_desk.services.members.erasing import ErasePerson, erase_person
from cluster_desk.store.tables.members import Person
from cluster_desk.tx import Tx


def share(desk: Desk, name: str, text: str = "") -> int:
    content = {"view": "members", "text": text}
    return desk.write(share_view, ShareView(listing="members", name=name, content=content)).value


def names(desk: Desk, listing: str = "members") -> list[str]:
    return [view.name for view in desk.read(shared_views, listing)]


def test_a_view_is_kept_once_under_its_name_changed_and_deleted(desk: Desk) -> None:
    first = share(desk, "Lombardia")
    assert share(desk, " Lombardia ", "crema") == first
    share(desk, "In ritardo")
    assert names(desk) == ["Lombardia", "In ritardo"]
    assert names(desk, "charges") == []
    assert desk.read(shared_views, "members")[0].content["text"] == "crema"
    drop = DropView(listing="members", name="Lombardia")
    desk.write(drop_view, drop)
    assert names(desk) == ["In ritardo"]
    with pytest.raises(ViewGone):
        desk.write(drop_view, drop)
    desk.undo()
    assert names(desk) == ["Lombardia", "In ritardo"]


@pytest.mark.parametrize("name", ["", "   ", "x" * 41])
def test_a_view_needs_a_name_that_fits_its_tab(desk: Desk, name: str) -> None:
    with pytest.raises(Invalid):
        share(desk, name)
    assert names(desk) == []


def test_a_view_that_seeks_a_person_goes_with_the_person(desk: Desk) -> None:
    def add(tx: Tx, _command: None) -> int:
        person = Person(given_name="Ada", family_name="D’Inventàti", sort_key="d")
        tx.session.add(person)
        tx.describe("Persona")
        tx.session.flush()
        return person.id

    person_id = desk.write(add, None).value
    share(desk, "Tutti")
    share(desk, "Lei", "d'inventati")
    desk.erase(erase_person, ErasePerson(person_id=person_id, reason="richiesta"))
    assert names(desk) == ["Tutti"]
