"""Name what happens when typed text is no amount, day or hour."""

from __future__ import annotations

from cluster_desk.errors import DeskError
from cluster_desk.i18n import N_


class Unreadable(DeskError, ValueError):
    """What was typed means nothing here; each parser has a subclass that shows the right form."""

    message = N_("This cannot be understood: type it again.")
