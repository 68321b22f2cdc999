"""Hold what the sheet says that people sign when they come and when they go (DOMAIN §6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from cluster_desk.reports.pdf.letterhead import DocumentStamp, Signature


@dataclass(frozen=True, kw_only=True)
class SignInRow:
    """Somebody who is expected; `role` as invited: «Rappresentante designato», «Esperto»."""

    name: str
    organisation: str = ""
    role: str = ""
    email: str = ""
    is_remote: bool = False


@dataclass(frozen=True, kw_only=True)
class SignInSheet:
    """One meeting of a working table, or of any body.

    `programme`, `project_title` and `cup` are printed when the meeting counts for a project.
    `blank_rows` are for guests nobody announced, `logos` (PNG or JPEG) stand at the head.
    """

    body_name: str
    meeting_title: str
    held_on: date
    starts_at: time
    ends_at: time | None = None
    place: str = ""
    platform: str = ""
    chair: str = ""
    programme: str = ""
    project_title: str = ""
    cup: str = ""
    rows: tuple[SignInRow, ...]
    blank_rows: int = 6
    shows_email: bool = False
    privacy_note: str = ""
    signature: Signature
    logos: tuple[bytes, ...] = ()
    stamp: DocumentStamp
