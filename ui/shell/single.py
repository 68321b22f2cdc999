"""One window per desk: a second start raises the first."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from cluster_desk import paths

_PATIENCE_MS = 500


class OneWindow(QObject):
    """Holds the desk's place among windows; `asked_for` when somebody started it again."""

    asked_for = Signal()

    def __init__(self, location: str) -> None:
        super().__init__()
        name = location if "://" in location else str(Path(location).resolve())
        # Named by a hash: a desk's path holds people's and associations' names.
        self._name = "cluster-desk-" + hashlib.sha256(name.encode()).hexdigest()[:16]
        folder = paths.data_folder()
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = QLockFile(str(folder / f"{self._name}.lock"))
        # A lock is stale when its process is gone, never because it is old.
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def take(self) -> bool:
        """Whether the place is ours; if not, the window that has it is raised."""
        if not self._lock.tryLock(0):
            self._knock()
            return False
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def leave(self) -> None:
        """Give the place back."""
        self._server.close()
        self._lock.unlock()

    def _knock(self) -> None:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        socket.waitForConnected(_PATIENCE_MS)
        socket.disconnectFromServer()

    def _answer(self) -> None:
        connection = self._server.nextPendingConnection()
        if connection is not None:
            connection.close()
            connection.deleteLater()
        self.asked_for.emit()
