"""The few questions that are asked in a window of their own: which file, and bad news."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from cluster_desk.i18n import _
from ui.theme.theme import theme


def ask_where_to_save(
    parent: QWidget, title: str, name: str, kinds: Sequence[tuple[str, str]]
) -> Path | None:
    """The chosen path with one of the endings of `kinds` (words, ending), or None."""
    patterns = [f"{words} (*.{ending})" for words, ending in kinds]
    start = str(Path(_documents()) / name)
    chosen, pattern = QFileDialog.getSaveFileName(parent, title, start, ";;".join(patterns))
    if not chosen:
        return None
    path = Path(chosen)
    endings = [f".{ending}" for _words, ending in kinds]
    if path.suffix.lower() not in endings:
        at = patterns.index(pattern) if pattern in patterns else 0
        path = path.with_name(path.name + endings[at])
    return path


def ask_which_file(parent: QWidget, title: str, words: str, endings: Sequence[str]) -> Path | None:
    """A file to read, or None."""
    pattern = f"{words} ({' '.join(f'*.{ending}' for ending in endings)})"
    chosen, _pattern = QFileDialog.getOpenFileName(parent, title, _documents(), pattern)
    return Path(chosen) if chosen else None


def ask_which_folder(parent: QWidget, title: str, start: str = "") -> Path | None:
    """A folder to write into, or None."""
    chosen = QFileDialog.getExistingDirectory(parent, title, start or _documents())
    return Path(chosen) if chosen else None


def ask_to_go_on(parent: QWidget, title: str, text: str, go: str, stay: str = "") -> bool:
    """Whether to do what cannot be undone; `go` is its verb, the safe answer has the focus."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(_("Cluster Desk"))
    box.setText(title)
    box.setInformativeText(text)
    yes = box.addButton(go, QMessageBox.ButtonRole.AcceptRole)
    no = box.addButton(stay or _("Not now"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(no)
    box.setEscapeButton(no)
    box.exec()
    return box.clickedButton() is yes


def open_file(path: Path) -> None:
    """With the program the system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def tell_bad_news(parent: QWidget | None, title: str, text: str, detail: str = "") -> None:
    """A window that has to be read: the program cannot go on, or has a fault."""
    box = QMessageBox(parent)
    if parent is None:
        theme.dress(box)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(_("Cluster Desk"))
    box.setText(title)
    box.setInformativeText(text)
    box.setDetailedText(detail)
    box.exec()


def ask_to_discard(parent: QWidget, title: str, text: str, discard: str) -> bool:
    """Whether what was typed may be lost; the safe answer has the focus."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(_("Cluster Desk"))
    box.setText(title)
    box.setInformativeText(text)
    lose = box.addButton(discard, QMessageBox.ButtonRole.DestructiveRole)
    keep = box.addButton(_("Go on writing"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    box.exec()
    return box.clickedButton() is lose


def _documents() -> str:
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return QStandardPaths.writableLocation(place)
