"""Remember how this person likes the window: theme, text, sizes, columns."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import QByteArray, QSettings

from cluster_desk import paths
from ui.theme.theme import Appearance

_VERSION = 1


class _Text:
    """A preference that is a word, under its own name."""

    def __init__(self, first: str = "") -> None:
        self._first, self._name = first, ""

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    def __get__(self, preferences: Preferences, _owner: type) -> str:
        return str(preferences.settings.value(self._name, self._first))

    def __set__(self, preferences: Preferences, value: str) -> None:
        preferences.settings.setValue(self._name, value)


class Preferences:
    """An ini file in the user's folder; of another version it is begun anew."""

    language = _Text("it")
    """The code of the language of the window; Italian until another is chosen."""
    desk = _Text()
    """The desk that was opened last without its being named; empty: the user's own."""
    told_keys = _Text()
    """The collisions of own keys with the program’s that were told already."""
    place = _Text()
    """The place of the navigation that was open last; empty the first time."""
    backup_folder = _Text()
    """Where this person keeps backups; empty until one is chosen."""

    def __init__(self) -> None:
        file = paths.data_folder() / "window.ini"
        self.settings = QSettings(str(file), QSettings.Format.IniFormat)
        if self.settings.value("version") != str(_VERSION):
            self.settings.clear()
            self.settings.setValue("version", str(_VERSION))

    @property
    def appearance(self) -> Appearance:
        """Light, dark or as the system."""
        value = str(self.settings.value("appearance", Appearance.SYSTEM))
        return Appearance(value) if value in set(Appearance) else Appearance.SYSTEM

    @appearance.setter
    def appearance(self, value: Appearance) -> None:
        self.settings.setValue("appearance", value.value)

    @property
    def text_size(self) -> int:
        """Percent."""
        value = str(self.settings.value("text_size", "100"))
        return int(value) if value.isdigit() else 100

    @text_size.setter
    def text_size(self, value: int) -> None:
        self.settings.setValue("text_size", str(value))

    @property
    def geometry(self) -> QByteArray:
        """Where the window was; empty the first time."""
        value = self.settings.value("geometry")
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self.settings.setValue("geometry", value)

    @property
    def habits(self) -> dict[str, list[int]]:
        """What is often looked for: how many times and the last day, by key; never a name."""
        try:
            found = json.loads(str(self.settings.value("habits", "{}")))
        except ValueError:
            return {}
        kept = found.items() if isinstance(found, dict) else ()
        return {key: use for key, use in kept if _is_use(use)}

    @habits.setter
    def habits(self, value: dict[str, list[int]]) -> None:
        self.settings.setValue("habits", json.dumps(value))

    @property
    def own_keys(self) -> dict[str, str]:
        """Keys chosen instead of the program's, by action; empty for none."""
        try:
            found = json.loads(str(self.settings.value("own_keys", "{}")))
        except ValueError:
            return {}
        kept = found.items() if isinstance(found, dict) else ()
        return {action: keys for action, keys in kept if isinstance(keys, str)}

    @own_keys.setter
    def own_keys(self, value: dict[str, str]) -> None:
        self.settings.setValue("own_keys", json.dumps(value))

    def layout(self, name: str) -> dict[str, Any]:
        """How a part of the window was arranged: plain JSON, empty the first time."""
        try:
            found = json.loads(str(self.settings.value(f"layout/{name}", "{}")))
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def keep_layout(self, name: str, arrangement: dict[str, Any]) -> None:
        """Remember it."""
        self.settings.setValue(f"layout/{name}", json.dumps(arrangement))

    def forget_layouts(self) -> None:
        """Arrange everything as on the first day."""
        self.settings.remove("layout")
        self.settings.remove("geometry")

    def save(self) -> None:
        """To disk now."""
        self.settings.sync()


def _is_use(value: Any) -> bool:
    return isinstance(value, list) and [type(part) for part in value] == [int, int]
