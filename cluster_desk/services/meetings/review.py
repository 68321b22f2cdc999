"""Review minutes before they are approved: what is lacking, and several passages at once."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from cluster_desk.queries.meetings.facts import meeting_facts
from cluster_desk.queries.meetings.minutes import minutes_facts
from cluster_desk.services.meetings.minutes import EditSection, edit_section
from cluster_desk.services.meetings.passages import compose
from cluster_desk.services.meetings.wording import MeetingWords
from cluster_desk.tx import Tx


@dataclass(frozen=True, kw_only=True)
class EditSections:
    """Every passage that was changed since the last saving."""

    edits: tuple[EditSection, ...]


def edit_sections(tx: Tx, command: EditSections) -> None:
    """All of them, or none."""
    for edit in command.edits:
        edit_section(tx, edit)


def minutes_lacking(session: Session, meeting_id: int) -> tuple[str, ...]:
    """What has to be completed or confirmed before the minutes can be approved, in words."""
    stored = minutes_facts(session, meeting_id)
    by_hand = {section.key for section in stored.sections if section.edited} if stored else set()
    passages = compose(MeetingWords(session, meeting_facts(session, meeting_id)))
    lacking = (one for passage in passages if passage.key not in by_hand for one in passage.lacking)
    return tuple(dict.fromkeys(lacking))
