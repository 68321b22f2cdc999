"""Know how far the history has been shown here, so that no form overwrites what it never saw."""

from __future__ import annotations

from cluster_desk.store.elsewhere import Elsewhere, Sight


class Outlook:
    """What others wrote up to the last look that was shown, and everything of one's own.

    Asked and told in the window's thread only.
    """

    def __init__(self, elsewhere: Elsewhere) -> None:
        self._elsewhere = elsewhere
        self._shown: int | None = None
        self._own: set[int] = set()
        self._since: set[int] = set()

    def sight(self) -> Sight | None:
        """For a form that is filled now; None before anybody looked."""
        return None if self._shown is None else Sight(self._shown, frozenset(self._own))

    def wrote(self, change_set_id: int | None) -> None:
        """One's own is known, and shown by whoever shows such things."""
        if change_set_id is not None:
            self._own.add(change_set_id)
            self._since.add(change_set_id)

    def looks(self) -> None:
        """Somebody asks for what others wrote: one's own from now on is not in the answer."""
        self._since.clear()

    def shows(self) -> None:
        """What was found is on the screen."""
        if (found := self._elsewhere.sight) is not None:
            self._shown, self._own = found.seq, set(self._since)
