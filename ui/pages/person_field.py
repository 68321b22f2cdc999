"""Name a person: choose one who is known by typing, or write somebody new."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter

from cluster_desk.domain.folding import fold
from cluster_desk.errors import Refused
from cluster_desk.i18n import N_, _
from cluster_desk.queries.meetings.persons import PersonChoice
from cluster_desk.services.members.newcomers import WithNewPeople
from cluster_desk.services.members.people import AddPerson
from ui.kit.fields import LineField
from ui.kit.style import dress_when_shown


@dataclass(frozen=True, kw_only=True)
class Somebody:
    """A person by id, or one to be entered."""

    person_id: int | None = None
    new: AddPerson | None = None


class Namesakes(Refused):
    """The name alone does not say who it is."""

    message = N_("More than one person is called that: choose one from the list.")


class PersonField(LineField):
    """Its value is Somebody; who is not found is told to be new before anything is saved."""

    def __init__(self, label: str, people: Sequence[PersonChoice], *, required: str = "") -> None:
        super().__init__(
            label,
            required=required,
            example=_("Given name and family name"),
            longest=200,
            parse=self._somebody,
        )
        self._known: dict[str, int] = {}
        self._texts: dict[int, str] = {}
        self._named: dict[str, set[int]] = {}
        self.offer(people)
        self.edited.connect(self._tell)

    def offer(self, people: Sequence[PersonChoice]) -> None:
        """Whom to choose from; of two with the same name each is told by what it stands for."""
        for person in people:
            self._named.setdefault(fold(person.name), set()).add(person.id)
            self._known.setdefault(fold(person.name), person.id)
        for person in people:
            text = self._text_of(person)
            self._texts[person.id] = text
            self._known[fold(text)] = person.id
        completer = QCompleter(list(self._texts.values()), self._line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        popup = completer.popup()
        if popup is not None:
            dress_when_shown(popup)
            popup.setAccessibleName(self.label)
        completer.activated.connect(lambda _text: self.edited.emit())
        self._line.setCompleter(completer)

    def choose(self, person_id: int | None) -> None:
        """Put this person in."""
        self.set_text(self._texts.get(person_id or 0, ""))

    def _text_of(self, person: PersonChoice) -> str:
        if person.detail:
            return f"{person.name} ({person.detail})"
        if len(self._named[fold(person.name)]) == 1:
            return person.name
        return _("{name} (no. {number})").format(name=person.name, number=person.id)

    def _somebody(self, typed: str) -> Somebody:
        if len(self._named.get(fold(typed), ())) > 1:
            raise Namesakes
        known = self._known.get(fold(typed))
        if known is not None:
            return Somebody(person_id=known)
        given, _blank, family = typed.strip().rpartition(" ")
        return Somebody(new=AddPerson(given_name=given, family_name=family))

    def _tell(self) -> None:
        text = self.text()
        if not text or fold(text) in self._known:
            self.set_hint("")
            return
        somebody = self._somebody(text)
        assert somebody.new is not None
        hint = _("Somebody new: given name «{given}», family name «{family}».")
        new = somebody.new
        self.set_hint(hint.format(given=new.given_name, family=new.family_name))


def command_of(
    use_case: Callable[..., Any], make: Callable[..., Any], values: Mapping[str, Any]
) -> WithNewPeople:
    """The command with people by id; who is new is entered in the same gesture."""
    people = {name: value for name, value in values.items() if isinstance(value, Somebody)}
    ids = {name: each.person_id or 0 for name, each in people.items()}
    return WithNewPeople(
        use_case=use_case,
        command=make(**{**values, **ids}),
        people={name: each.new for name, each in people.items() if each.new is not None},
    )
