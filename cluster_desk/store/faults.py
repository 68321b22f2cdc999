"""Turn the database's complaints into causes a person can be told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from cluster_desk.errors import Conflict, DeskError, DeskUnavailable, FinalRecord, Refused
from cluster_desk.i18n import N_


class Busy(DeskUnavailable):
    """Another program is writing."""

    message = N_("Another program is writing to the desk right now: try again in a moment.")


class DiskFull(DeskUnavailable):
    """No space left; SQLite has already rolled back."""

    message = N_("The disk is full: nothing was changed. Free some space and try again.")


class DiskFault(DeskUnavailable):
    """The system could not write or read: quota, unplugged stick, failing disk."""

    message = N_(
        "The disk could not be used: nothing was changed. Check the disk and its free space,"
        " then try again."
    )


class ReadOnlyDesk(DeskUnavailable):
    """The file, the folder or the login may only read."""

    message = N_("The desk is read-only: nothing was changed.")


class Damaged(DeskUnavailable):
    """SQLite found the file malformed."""

    message = N_("The desk file is damaged: close the program and restore the last backup.")


class ConnectionLost(DeskUnavailable):
    """The server went away; whether a commit arrived is found by its request id."""

    message = N_("The connection to the server was lost: nothing is lost, try again.")


class StillReferenced(Refused):
    """A foreign key or a uniqueness constraint forbids it."""

    message = N_("Other records depend on this one, or one like it exists already.")


class TooLong(Refused):
    """PostgreSQL counts the characters of every column; a use-case names the field where it can."""

    message = N_("One of the texts is too long: shorten it and try again.")


_BY_TEXT: tuple[tuple[str, type[DeskError]], ...] = (
    (r"desk:final:(\w+)", FinalRecord),
    (r"database is locked|lock timeout|deadlock", Busy),
    (r"disk is full|No space left", DiskFull),
    (r"readonly database|read-only|unable to open database", ReadOnlyDesk),
    (r"disk I/O error", DiskFault),
    (r"malformed|not a database|Could not decode|no such table", Damaged),
    (r"value too long", TooLong),
    (r"FOREIGN KEY|foreign key|UNIQUE|unique constraint", StillReferenced),
)


def cause_of(error: DBAPIError) -> DeskError | None:
    """The named cause, or None where the complaint is a bug of ours."""
    if error.connection_invalidated:
        return ConnectionLost()
    return cause_named(str(error.orig))


def cause_named(said: str) -> DeskError | None:
    """The cause behind a driver's own words."""
    for pattern, cause in _BY_TEXT:
        if re.search(pattern, said):
            return cause()
    return None


@contextmanager
def translated() -> Iterator[None]:
    """Raise named causes instead of the driver's; bugs pass as they are."""
    try:
        yield
    except StaleDataError as error:
        raise Conflict from error
    except DBAPIError as error:
        cause = cause_of(error)
        if cause is None:
            raise
        raise cause from error
