"""Replay what a program wrote up to a moment, and lose some of what no flush had brought home.

A journalling file system is assumed: of what was not flushed, each write is there whole, torn at
512 bytes or not at all; names come and go in order.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

CALLS = "openat,pwrite64,write,fsync,fdatasync,ftruncate,unlink"
SECTOR = 512
_LINE = re.compile(r"^\d+\s+(\w+)\((.*)\)\s+=\s+(-?\d+)")
_QUOTED = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_PATH = re.compile(r"<([^>]*)>")


@dataclass(frozen=True)
class Event:
    """One call: write, truncate, flush, names (create, unlink, folder flushed), or an answer."""

    kind: str
    name: str = ""
    at: int = 0
    content: bytes = b""


def record(folder: Path, module: str, *words: str) -> list[Event]:
    """Run a module under strace; its calls on files of the folder, from START on."""
    trace = folder.with_name(f"{folder.name}.trace")
    command = ["strace", "-f", "-xx", "-s", "2000000", "-y", "-o", str(trace), "-e"]
    command += [f"trace={CALLS}", sys.executable, "-m", module, *words]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    events: list[Event] = []
    with trace.open(encoding="ascii", errors="replace") as lines:
        for line in lines:
            found = _LINE.match(line)
            if found and int(found[3]) >= 0:
                event = _event(found[1], found[2], folder)
                if event and event.kind == "start":
                    events.clear()
                elif event:
                    events.append(event)
    trace.unlink()
    return events


def _event(call: str, arguments: str, folder: Path) -> Event | None:
    quoted = [_plain(text) for text in _QUOTED.findall(arguments)]
    if call == "write" and quoted and quoted[0].startswith((b"START", b"ACK")):
        is_start = quoted[0].startswith(b"START")
        return Event("start") if is_start else Event("ack", at=int(quoted[0].split()[1]))
    if call in ("openat", "unlink"):
        place = Path(os.fsdecode(quoted[-1]))
        kind = {"unlink": "unlink"}.get(call, "create" if "O_CREAT" in arguments else "")
    else:
        named = _PATH.search(arguments)
        text = named[1] if named else ""
        place = Path(os.fsdecode(_plain(text)) if text.startswith("\\x") else text)
        kind = {"pwrite64": "write", "ftruncate": "truncate"}.get(call, "flush")
    if place == folder and kind == "flush":
        return Event("folder")
    if place.parent != folder or not kind or call == "write":
        return None
    number = arguments.rsplit(",", 1)[-1].strip()
    at = int(number) if kind in ("write", "truncate") else 0
    return Event(kind, place.name, at, quoted[-1] if kind == "write" else b"")


def _plain(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", "")) if text.startswith("\\x") else text.encode()


@dataclass
class Disk:
    """What is surely on the disk, and what is on its way."""

    contents: dict[int, bytearray]
    names: dict[str, int]
    seen: dict[str, int]
    waiting: dict[int, list[Event]] = field(default_factory=dict)
    renaming: list[tuple[str, int | None]] = field(default_factory=list)
    flushes: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, files: dict[str, bytes]) -> Disk:
        names = {name: number for number, name in enumerate(files)}
        contents = {names[name]: bytearray(content) for name, content in files.items()}
        return cls(contents, dict(names), dict(names))

    def take(self, event: Event) -> None:
        """One more call."""
        if event.kind == "create" and event.name not in self.seen:
            number = len(self.contents)
            self.contents[number] = bytearray()
            self.seen[event.name] = number
            self.renaming.append((event.name, number))
        elif event.kind == "unlink":
            self.seen.pop(event.name, None)
            self.renaming.append((event.name, None))
        elif event.kind in ("write", "truncate"):
            self.waiting.setdefault(self.seen[event.name], []).append(event)
        elif event.kind == "flush" and event.name in self.seen:
            number = self.seen[event.name]
            self.flushes[number] = self.flushes.get(number, 0) + 1
            for late in self.waiting.pop(number, []):
                _apply(self.contents[number], late)
        elif event.kind == "folder":
            _rename(self.names, self.renaming)
            self.renaming.clear()

    def after_cut(self, chance: Random) -> Cut:
        """What a cut at this moment may leave."""
        names = dict(self.names)
        _rename(names, self.renaming[: chance.randint(0, len(self.renaming))])
        survived = {
            number: tuple(_survivors(self.waiting.get(number, []), chance))
            for number in names.values()
        }
        files = tuple(
            (name, number, self.flushes.get(number, 0), survived[number])
            for name, number in names.items()
        )
        return Cut(files)

    def image(self, cut: Cut) -> dict[str, bytes]:
        """The files as they are found when the power is back."""
        found = {}
        for name, number, _flushes, survived in cut.files:
            content = bytearray(self.contents[number])
            for place, sectors in survived:
                event = self.waiting[number][place]
                for part in _parts(event, sectors):
                    _apply(content, part)
            found[name] = bytes(content)
        return found


Survived = tuple[int, tuple[int, ...] | None]
"""The place of a waiting call, and which of its sectors came home; None for all of it."""


@dataclass(frozen=True)
class Cut:
    """What one cut left of every file: name, number, flushes before it, and what survived.

    Two cuts that are equal leave the same bytes.
    """

    files: tuple[tuple[str, int, int, tuple[Survived, ...]], ...]


def _survivors(waiting: list[Event], chance: Random) -> Iterator[Survived]:
    for place, event in enumerate(waiting):
        luck = chance.random()
        if luck < 0.4:
            yield place, None
        elif luck < 0.6 and event.kind == "write":
            coins = chance.getrandbits(64)
            sectors = range(-(-len(event.content) // SECTOR))
            yield place, tuple(each for each in sectors if coins >> each % 64 & 1)


def _rename(names: dict[str, int], steps: list[tuple[str, int | None]]) -> None:
    for name, number in steps:
        if number is None:
            names.pop(name, None)
        else:
            names[name] = number


def _apply(content: bytearray, event: Event) -> None:
    if event.kind == "truncate":
        del content[event.at :]
        return
    if len(content) < event.at:
        content.extend(bytes(event.at - len(content)))
    content[event.at : event.at + len(event.content)] = event.content


def _parts(event: Event, sectors: tuple[int, ...] | None) -> Iterator[Event]:
    if sectors is None:
        yield event
        return
    for start in (SECTOR * each for each in sectors):
        part = event.content[start : start + SECTOR]
        yield Event("write", event.name, event.at + start, part)
