"""Make backups that were opened and checked, rotate them, and make a desk out of one.

A backup is one desk file and a manifest: program, schema, rows, chain head, SHA-256. It gets
its name only after it was checked; nothing half-made is ever left behind (RELIABILITY §6).
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from cluster_desk import __version__
from cluster_desk.errors import DeskUnavailable
from cluster_desk.i18n import N_, _
from cluster_desk.store import (
    changes,
    engine,
    last_backup,
    opening,
    places,
    presence,
    schema,
    triggers,
)
from cluster_desk.store.aside import SUFFIX, free_name, set_aside

KEPT = (("%Y-%m-%d", 12), ("%G-%V", 10), ("%Y-%m", 9))
"""Daily, weekly and monthly backups that rotation keeps (as Anki does)."""


class BackupFailed(DeskUnavailable):
    """The copy did not pass its check."""

    message = N_("The backup did not pass its check and was thrown away: {reason}.")


class NoSpace(DeskUnavailable):
    """Less free space than three times the desk."""

    message = N_("There is not enough free space in {path}: free some and try again.")


class NoBackup(DeskUnavailable):
    """Nothing has that name."""

    message = N_("There is no backup {path}: check the name, or look for one in its folder.")


class BadBackup(DeskUnavailable):
    """It cannot be trusted."""

    message = N_("{path} is not a good backup ({reason}): choose another one.")


class ServerBackup(DeskUnavailable):
    """PostgreSQL has its own tools."""

    message = N_("A shared desk is backed up on its server, with pg_dump: ask the administrator.")


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What a backup says of itself; written beside it."""

    program: str
    schema: str
    sqlite: str
    made_at: str
    chain_seq: int
    chain_head: str
    rows: dict[str, int]
    sha256: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Backup:
    """A finished backup."""

    path: Path
    manifest: Manifest


def make(desk: str | Path, folder: Path, *, now: datetime, reason: str = "manual") -> Backup:
    """A checked backup of a desk in a folder; other programs may go on writing meanwhile."""
    if engine.is_postgresql(desk):
        raise ServerBackup
    source = Path(desk)
    opening.check_file(source, read_only=True)
    folder.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(folder).free < 3 * source.stat().st_size:
        raise NoSpace(path=folder)
    stamp = now.astimezone(UTC).strftime("%Y-%m-%dT%H%M%SZ")
    target = free_name(folder, f"{source.stem}-{stamp}")
    with _partial(target) as partial:
        _copy(source, partial)
        manifest = _checked(partial, now=now, reason=reason)
        _write_manifest(target, manifest)
        partial.replace(target)
        _keep_names(folder)
    last_backup.remember(source, target, made_at=manifest.made_at, chain_seq=manifest.chain_seq)
    return Backup(path=target, manifest=manifest)


def before_upgrade(desk: Path) -> Backup:
    """The backup every migration makes first; never deleted by rotation."""
    now = datetime.now(UTC)  # noqa: TID251  # an upgrade runs before a desk with its clock exists
    return make(desk, desk.with_name("backup"), now=now, reason="upgrade")


@contextlib.contextmanager
def _partial(target: Path) -> Iterator[Path]:
    """Another name to write under; what a program that died left under its own goes too."""
    if not os.access(target.parent, os.W_OK):
        raise opening.ReadOnlyPlace(path=target.parent)
    for left in target.parent.glob(f".*{SUFFIX}*.{_machine()}.*.partial"):
        pid = left.name.split(".")[-2]
        if pid.isdecimal() and not presence.is_alive(int(pid)):
            _remove(left)
    partial = _draft_of(target)
    try:
        yield partial
    finally:
        _remove(partial)


def _draft_of(path: Path) -> Path:
    """Of this process: whoever finds it later knows whether that is still alive."""
    return path.with_name(f".{path.name}.{_machine()}.{os.getpid()}.partial")


def _machine() -> str:
    return re.sub(r"\W", "", platform.node())


def _remove(partial: Path) -> None:
    engine.journal_of(partial).unlink(missing_ok=True)
    partial.unlink(missing_ok=True)


def _keep_names(folder: Path) -> None:
    """A name given by a rename outlives a power cut only once the folder is on the disk."""
    if sys.platform != "win32":  # which has no such call
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _copy(source: Path, target: Path) -> None:
    """SQLite's own backup: a consistent state whoever writes meanwhile."""
    module = engine.sqlite_module()
    reader = module.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True, timeout=30)
    writer = module.connect(str(target))
    try:
        writer.execute("PRAGMA synchronous=FULL")
        reader.backup(writer)
        writer.execute("PRAGMA synchronous=FULL")
        writer.commit()
    except module.DatabaseError as error:
        if "full" in str(error):
            raise NoSpace(path=target.parent) from error
        raise BackupFailed(reason=str(error)) from error
    finally:
        writer.close()
        reader.close()
    with target.open("rb+") as stream:
        os.fsync(stream.fileno())


def _checked(path: Path, *, now: datetime, reason: str) -> Manifest:
    faults = faults_of(path)
    if faults:
        raise BackupFailed(reason="; ".join(faults[:3]))
    opened = engine.make_engine(path, read_only=True)
    try:
        with opened.connect() as connection:
            seq, head = changes.head(connection)
            # the file's own tables: before an upgrade it has not yet those of this version
            tables = [
                name.removeprefix("table ")
                for name in sorted(schema.shape(connection))
                if name.startswith("table ") and name != "table alembic_version"
            ]
            rows = {
                name: connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one()
                for name in tables
            }
        version = schema.found(opened) or ""
    finally:
        opened.dispose()
    return Manifest(
        program=__version__,
        schema=version,
        sqlite=engine.sqlite_module().sqlite_version,
        made_at=now.astimezone(UTC).isoformat(timespec="seconds"),
        chain_seq=seq,
        chain_head=head,
        rows=rows,
        sha256=_sha256(path),
        reason=reason,
    )


def faults_of(path: Path) -> list[str]:
    """What is wrong with a desk file by SQLite's checks, foreign keys and the chain."""
    opened = engine.make_engine(path, read_only=True)
    try:
        with opened.connect() as connection:
            said = connection.execute(text("PRAGMA integrity_check(5)")).scalars().all()
            faults = [line for line in said if line != "ok"]
            faults += [
                f"foreign key {row[0]}"
                for row in connection.execute(text("PRAGMA foreign_key_check")).all()[:5]
            ]
            if not faults:
                broken = changes.verify(connection)
                faults += [
                    f"history {b.seq} {b.why}" for b, _ in zip(broken, range(5), strict=False)
                ]
    except DBAPIError as error:
        return [str(error.orig)]
    finally:
        opened.dispose()
    return faults


def _write_manifest(target: Path, manifest: Manifest) -> None:
    path = manifest_of(target)
    draft = _draft_of(path)
    try:
        with draft.open("w", encoding="utf-8") as stream:
            json.dump(asdict(manifest), stream, indent=1, sort_keys=True)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def manifest_of(backup: Path) -> Path:
    """Where a backup's manifest lies."""
    return backup.with_name(backup.name + ".json")


def _told(manifest: Path) -> dict[str, Any]:
    """What stands in a manifest; ValueError where that is damaged."""
    told = json.loads(manifest.read_text(encoding="utf-8"))
    if not isinstance(told, dict):
        raise ValueError(manifest.name)
    return told


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


# ── rotation ──────────────────────────────────────────────────────────────────────────────────
def rotate(folder: Path, stem: str) -> list[Path]:
    """Delete what is beyond 12 daily, 10 weekly and 9 monthly; the names of what went.

    Backups made before an upgrade, a restore or a year's closing are never touched.
    """
    found: list[tuple[datetime, Path]] = []
    for manifest in folder.glob(f"{stem}-*{SUFFIX}.json"):
        with contextlib.suppress(ValueError):  # damaged: not ours to delete
            told, backup = _told(manifest), manifest.with_name(manifest.name.removesuffix(".json"))
            # a power cut may leave a manifest alone
            if told.get("reason") in ("manual", "automatic") and backup.exists():
                found.append((datetime.fromisoformat(str(told.get("made_at"))), backup))
    # of two made in one second the later is the newer
    found.sort(key=lambda each: (each[0], each[1].stat().st_mtime_ns), reverse=True)
    kept: set[Path] = set()
    for period, count in KEPT:
        latest: dict[str, Path] = {}
        for made_at, backup in found:
            latest.setdefault(made_at.strftime(period), backup)
        kept.update(list(latest.values())[:count])
    gone = [backup for _made_at, backup in found if backup not in kept]
    for backup in gone:
        backup.unlink(missing_ok=True)
        manifest_of(backup).unlink(missing_ok=True)
    return gone


# ── restore ───────────────────────────────────────────────────────────────────────────────────
def restore(backup: Path, into: Path, *, now: datetime) -> Path | None:
    """Make a desk out of a backup. What was there is kept beside it; its path, or None.

    Refused while another program has the desk open; the backup is checked before and the new
    file after, and only then takes its name.
    """
    places.refuse_unsafe(into)
    _trust(backup)
    into.parent.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(into.parent).free < 3 * backup.stat().st_size:
        raise NoSpace(path=into.parent)
    presence.require_alone(into)
    with _partial(into) as partial:
        _copy(backup, partial)
        _put_guards(partial)
        faults = faults_of(partial)
        if faults:
            raise BadBackup(path=backup, reason="; ".join(faults[:3]))
        aside = set_aside(into, now, before="restore") if into.exists() else None
        partial.replace(into)
        _keep_names(into.parent)
    return aside


def _trust(backup: Path) -> None:
    """Check a file that may come from anywhere, in the order of RELIABILITY §1 (Paheko)."""
    if not backup.exists():
        raise NoBackup(path=backup)
    opening.check_file(backup, read_only=True)
    manifest = manifest_of(backup)
    if manifest.exists():
        try:
            told = _told(manifest).get("sha256")
        except ValueError as error:
            raise BadBackup(path=backup, reason=_("its manifest is damaged")) from error
        if told != _sha256(backup):
            raise BadBackup(path=backup, reason=_("its contents changed after it was made"))
    opened = engine.make_engine(backup, read_only=True)
    try:
        version = schema.found(opened)
        if version not in schema.known_versions():
            raise opening.NewerDesk
        if version == schema.HEAD:
            with opened.connect() as connection:
                foreign = schema.shape(connection).keys() - _own_names()
            if foreign:
                raise BadBackup(path=backup, reason=", ".join(sorted(foreign)[:3]))
    except DBAPIError as error:
        raise opening.NotADesk(path=backup) from error
    finally:
        opened.dispose()
    faults = faults_of(backup)
    if faults:
        raise BadBackup(path=backup, reason="; ".join(faults[:3]))


@cache
def _own_names() -> frozenset[str]:
    """Every table, index and trigger of a new desk."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shape.desk"
        opening.create(path)
        opened = engine.make_engine(path, read_only=True)
        try:
            with opened.connect() as connection:
                return frozenset(schema.shape(connection))
        finally:
            opened.dispose()


def _put_guards(path: Path) -> None:
    """Our triggers, whatever came with the backup: nothing was written through them yet."""
    opened = engine.make_engine(path)
    try:
        with opened.connect().execution_options(**{engine.WRITE: True}) as connection:
            if schema.found(opened) == schema.HEAD:
                with connection.begin():
                    triggers.install(connection)
    finally:
        opened.dispose()
