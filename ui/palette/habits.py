"""Remember what this person often looks for, so that it stands first the next time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ui.pages.preferences import Preferences

_KEPT = 200
_LASTING_DAYS = 60


class Habits:
    """How often and when last each key was chosen; no names, only keys, are written down."""

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences
        self._uses: dict[str, tuple[int, int]] = {
            key: (count, day) for key, (count, day) in preferences.habits.items()
        }

    def note(self, key: str, today: date) -> None:
        """It was chosen."""
        count, _day = self._uses.pop(key, (0, 0))
        self._uses[key] = (count + 1, today.toordinal())
        self._uses = dict(list(self._uses.items())[-_KEPT:])
        self._preferences.habits = {each: list(use) for each, use in self._uses.items()}

    def weight(self, key: str, today: date) -> int:
        """From 0, never chosen or long ago, to 30: often and of late."""
        count, day = self._uses.get(key, (0, 0))
        fresh = max(_LASTING_DAYS - (today.toordinal() - day), 0) if count else 0
        return min(count, 10) * 2 * fresh // _LASTING_DAYS + (10 * fresh // _LASTING_DAYS)

    def recent(self, beginning: str) -> Sequence[str]:
        """Keys of a kind, the last chosen first."""
        return [key for key in reversed(self._uses) if key.startswith(beginning)]
