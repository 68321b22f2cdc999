"""Find the words of minutes: the association's texts, rules with their articles, offices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from sqlalchemy.orm import Session

from cluster_desk.domain.bodies import BodyKind, SeatRole
from cluster_desk.domain.statute import RULES
from cluster_desk.i18n import _, pgettext, speaking
from cluster_desk.queries.association import Profile, own_text, profile, statute_rules
from cluster_desk.queries.bodies import SeatRow
from cluster_desk.queries.meetings.facts import MeetingFacts
from cluster_desk.reports.texts.defaults import TextKey, known_names, shipped_template
from cluster_desk.reports.texts.fields import flag_meaning
from cluster_desk.reports.texts.paragraphs import Paragraph
from cluster_desk.reports.texts.rendering import Rule, render
from cluster_desk.reports.texts.template import Template
from cluster_desk.reports.texts.titles import ASSEMBLY, BOARD, BodyTitle, OfficeTitle
from cluster_desk.services.documents import NoAssociation

SPEAKS = "it"
_FEMININE_ENDINGS = ("a", "ione")
Cited = tuple[str, Rule]
"""A rule of the statute by key, as it stood when it was applied."""

NO_RULE: Cited = ("none", Rule("", is_confirmed=True))
"""For a body the statute sets no rule for: no article, nothing to confirm."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """Words of the minutes as prose; `lacking` forbids to approve them, in words."""

    text: str
    lacking: tuple[str, ...] = ()


class MeetingWords:
    """What the texts of one meeting share, read once."""

    def __init__(self, session: Session, facts: MeetingFacts) -> None:
        self._session = session
        self.facts = facts
        self._templates: dict[TextKey, Template] = {}

    @cached_property
    def association(self) -> Profile:
        """As of the day of the meeting; NoAssociation in an empty desk."""
        found = profile(self._session, on=self.facts.sitting.held_on)
        if found is None:
            raise NoAssociation
        return found

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """Article and confirmation of every rule of the statute."""
        found = statute_rules(self._session)
        return {key: Rule(found.article(key), found.is_confirmed(key)) for key in RULES}

    def template(self, key: TextKey) -> Template:
        """The association's own version, else the shipped one."""
        if key not in self._templates:
            own = own_text(self._session, key.value, SPEAKS)
            self._templates[key] = (
                Template.parse(own, known=known_names(key)) if own else shipped_template(key)
            )
        return self._templates[key]

    def without(self, key: TextKey, *drawn: str) -> Template:
        """The text less the lines that print one of `drawn`: the layout shows those itself."""
        template = self.template(key)
        marks = tuple(f"{{{name}}}" for name in drawn)
        lines = [line for line in template.body.split("\n") if not any(m in line for m in marks)]
        return replace(template, body="\n".join(lines))

    def say(
        self,
        text: TextKey | Template,
        values: Mapping[str, object],
        *,
        rule: Cited | None = None,
    ) -> Said:
        """One passage; `rule` takes the place of the text's own rule."""
        before, after = self.say_around(text, values, rule=rule)
        lines = [line for line in (before.text, after.text) if line]
        return Said(text="\n".join(lines), lacking=before.lacking)

    def say_around(
        self,
        text: TextKey | Template,
        values: Mapping[str, object],
        *,
        rule: Cited | None = None,
    ) -> tuple[Said, Said]:
        """What stands before a list, and after it: the layout draws the list."""
        template = self.template(text) if isinstance(text, TextKey) else text
        said = render(
            template,
            {**self.everywhere, **values},
            rules={**self.rules, **dict([rule] if rule else [])},
            rule=rule[0] if rule and template.rules else None,
            language=SPEAKS,
            is_draft=True,
        )
        lacking = (*_missing(said.missing), *(_(RULES[key].msgid) for key in said.unconfirmed))
        numbered = [at for at, one in enumerate(said.paragraphs) if one.is_item]
        start = numbered[0] if numbered else len(said.paragraphs)
        before = _prose(said.paragraphs[:start])
        after = _prose(said.paragraphs[start + len(numbered) :])
        return Said(text=before, lacking=lacking), Said(text=after, lacking=lacking)

    @cached_property
    def everywhere(self) -> Mapping[str, object]:
        """What any text of the minutes may print."""
        about, sitting = self.association, self.facts.sitting
        values: dict[str, object] = {
            "association_name": about.name,
            "association_address": about.address_line,
            "association_tax_code": about.tax_code,
            "place": about.city,
            "document_date": sitting.held_on,
            "meeting_date": sitting.held_on,
            "meeting_year": sitting.year,
            "meeting_number": str(sitting.number or ""),
            "minutes_number": str(sitting.number or ""),
            "chair": self.leader,
            "chair_name": self.name(sitting.chair_id),
            "minute_taker": self.minute_taker,
            "minute_taker_name": self.name(sitting.minute_taker_id),
            "deciding_body": self.body,
        }
        president = next((s for s in self.facts.offices if s.role is SeatRole.PRESIDENT), None)
        if president is not None:
            values["president"] = OfficeTitle(office(president), president.gender == "f")
            values["president_name"] = president.name
        return values

    def name(self, person_id: int | None) -> str:
        """A person's name; empty where there is none."""
        person = self.facts.people.get(person_id or 0)
        return person.name if person else ""

    @cached_property
    def body(self) -> BodyTitle:
        """The body with its article."""
        if self.facts.body.kind is BodyKind.ASSEMBLY:
            return ASSEMBLY
        name = self.facts.body.name
        if name == BOARD.noun:
            return BOARD
        return BodyTitle(name, is_feminine=name.split()[0].endswith(_FEMININE_ENDINGS))

    @cached_property
    def chair_seat(self) -> SeatRow | None:
        """The office of whoever chairs, in this body first."""
        chair = self.facts.sitting.chair_id
        return next((s for s in self.facts.offices if s.person_id == chair), None)

    @property
    def is_substitute(self) -> bool:
        """Whether somebody else chairs because the president there is was not in the room."""
        president = next((s for s in self.facts.offices if s.role is SeatRole.PRESIDENT), None)
        if president is None or president.person_id == self.facts.sitting.chair_id:
            return False
        opened_at = self.facts.sitting.opened_at
        return opened_at is None or not self.facts.room.has(president.person_id, opened_at)

    @cached_property
    def chair_office(self) -> OfficeTitle:
        """The chair's own office, as the opening names it."""
        seat = self.chair_seat
        if seat is None:
            return self.leader
        return OfficeTitle(office(seat, self.facts.body.kind), seat.gender == "f")

    @cached_property
    def leader(self) -> OfficeTitle:
        """Who leads the meeting, as every later sentence calls them."""
        seat = self.chair_seat
        woman = _is_woman(self.facts, self.facts.sitting.chair_id)
        with speaking(SPEAKS):
            if seat is not None and seat.role in _LEADERS:
                return OfficeTitle(office(seat), woman)
            return OfficeTitle(_("Chair of the meeting"), woman)

    @cached_property
    def minute_taker(self) -> OfficeTitle:
        """The minute-taker's title in their gender."""
        woman = _is_woman(self.facts, self.facts.sitting.minute_taker_id)
        with speaking(SPEAKS):
            words = pgettext("woman", "minute-taker") if woman else _("minute-taker")
        return OfficeTitle(words, woman)


_LEADERS = frozenset({SeatRole.PRESIDENT, SeatRole.VICE_PRESIDENT, SeatRole.COORDINATOR})


def office(seat: SeatRow, kind: BodyKind | None = None) -> str:
    """The name of an office in the gender of who holds it, in the documents' language."""
    with speaking(SPEAKS):
        woman = seat.gender == "f"
        if seat.role is SeatRole.MEMBER and kind is BodyKind.BOARD:
            return pgettext("woman", "Board member") if woman else _("Board member")
        if not woman:
            return seat.role.label
        match seat.role:
            case SeatRole.TREASURER:
                return pgettext("woman", "Treasurer")
            case SeatRole.SECRETARY:
                return pgettext("woman", "Secretary")
            case SeatRole.COORDINATOR:
                return pgettext("woman", "Coordinator")
        return seat.role.label


def _is_woman(facts: MeetingFacts, person_id: int | None) -> bool:
    person = facts.people.get(person_id or 0)
    return person is not None and person.gender == "f"


def _missing(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_(flag_meaning(name)) for name in names)


def _prose(paragraphs: tuple[Paragraph, ...]) -> str:
    """Paragraphs as prose; what is not certain yet stands between ‹ ›, bold."""
    return "\n".join(_marked(paragraph) for paragraph in paragraphs)


def _marked(paragraph: Paragraph) -> str:
    runs = tuple(
        replace(run, text=f"‹{run.text.strip('‹›')}›", is_bold=True, check=None)
        if run.check
        else run
        for run in paragraph.runs
    )
    return replace(paragraph, runs=runs).prose
