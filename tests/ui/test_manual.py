"""The manual quotes what the window says: its commands with their keys, its pictures as drawn."""

from __future__ import annotations

import argparse
import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

import catalogue
from cluster_desk.cli.verbs import VERBS, Verb
from cluster_desk.i18n import set_language
from tests.architecture.tree import expect_none, sources
from tests.window.test_shortcuts import every_action
from ui.help.manual import manual
from ui.help.topics import OF_ENTRY, OF_PAGE, OF_SHEET
from ui.kit.keys import key_text
from ui.pages.lists.page import ListPage
from ui.pages.page import Page
from ui.settings.sections import PARTS
from ui.tour_manual import (
    HEAVIEST,
    HEAVIEST_ALL,
    PLATES,
    keep_plates,
    pictures_folder,
    plate_scenes,
)

# Words of documents, of the bank and of the manual itself: no label of the window.
NO_LABELS = {
    "it": {
        "ai sensi dell’art. … dello Statuto",
        "reg inc",
        "Il riferimento RF… è nella causale.",
        "socio dal",
        "·",
        "Letto e approvato seduta stante",
    },
    "en": {"reg inc", "member since", "·"},
}
_FENCE = re.compile(r"```.*?```", re.DOTALL)
_QUOTED = re.compile(r"«([^»]+)»")
_WITH_KEYS = re.compile(r"«([^»]+)» \(([^\s()]+?)(?: in [^)]*)?\)")
_HELD = r"(?:Ctrl|Alt|Maiusc|Shift)\+"
_KEYS = re.compile(rf"(?<![\w+])(?:(?:{_HELD})+(?:\w+[↑↓]?|[^\s\w]+?)(?=[\s.,;:)*`]|$)|F1?\d\b)")
# Keys that a widget or Qt itself listens to.
OF_WIDGETS = {"Ctrl+Tab", "F2", "Alt+F4"}


@cache
def said(code: str) -> frozenset[str]:
    """Every sentence of the window in a language, and how those begin that go on with a value."""
    texts, _fuzzy = catalogue.read(catalogue.PO)
    found = (
        {text for each in texts.values() for text in each}
        if code == "it"
        else {key[1] for key in texts}
    )
    plain = {re.sub(r"&(?=\w)", "", text) for text in found}
    return frozenset(plain | {text.partition(" {")[0] for text in plain})


def prose(code: str) -> Iterator[tuple[str, str]]:
    for page in manual(code).values():
        yield page.name, " ".join(_FENCE.sub("", page.source).split())


def unsaid(code: str, text: str) -> Iterator[str]:
    """What a text quotes that the window does not say."""
    for words in _QUOTED.findall(text):
        if words not in said(code) | NO_LABELS[code]:
            yield f"«{words}»"


@cache
def keys_of(code: str) -> dict[str, set[str]]:
    """Every command by its words, with its keys as they are printed; and all keys under ''."""
    texts, _fuzzy = catalogue.read(catalogue.PO)
    found: dict[str, set[str]] = {"": set(OF_WIDGETS)}
    for action in every_action():
        words = texts["", action.text][0] if code == "it" else action.text
        keys = {key_text(each) for each in (*action.keys, action.shown_keys) if each}
        found.setdefault(words, set()).update(keys)
        found[""] |= keys
    return found


def wrong_keys(code: str, text: str) -> Iterator[str]:
    """Commands with keys that are not theirs, and keys that nothing listens to."""
    known = keys_of(code)
    for words, keys in _WITH_KEYS.findall(text):
        if words in known and _KEYS.fullmatch(keys) and keys not in known[words]:
            yield f"«{words}» ({keys})"
    for keys in _KEYS.findall(text):
        if keys not in known[""]:
            yield keys


@pytest.mark.parametrize("code", ["it", "en"])
def test_every_word_that_is_quoted_is_a_word_of_the_window(code: str) -> None:
    expect_none(f"{name}: {words}" for name, text in prose(code) for words in unsaid(code, text))


@pytest.mark.parametrize("code", ["it", "en"])
def test_every_key_of_the_manual_does_what_is_told(code: str) -> None:
    set_language(code)
    expect_none(f"{name}: {told}" for name, text in prose(code) for told in wrong_keys(code, text))


def test_a_word_or_a_key_that_is_no_more_is_found() -> None:
    assert list(unsaid("it", "premi «Emetti quote», poi «Spedisci tutto»")) == ["«Spedisci tutto»"]
    assert list(wrong_keys("it", "«Emetti quote» (Ctrl+K)")) == ["«Emetti quote» (Ctrl+K)"]
    assert list(wrong_keys("it", "Ctrl+Maiusc+Q, poi F13 o Ctrl+K.")) == ["Ctrl+Maiusc+Q", "F13"]


# ── the commands ─────────────────────────────────────────────────────────────────────────────
def parser_of(verb: Verb) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=verb.name, exit_on_error=False)
    verb.load().arguments(parser, verb.name)
    return parser


def refused(line: str) -> bool:
    """Whether the program would not know what a line of the manual asks for."""
    words = shlex.split(line.removeprefix("python main.py "))
    for option in ("--json", "--desk"):
        if option in words:
            place = words.index(option)
            del words[place : place + 1 + (option == "--desk")]
    verb = next((verb for verb in VERBS if words and verb.name == words[0]), None)
    if verb is None:
        return bool(words)  # without a verb it is the window
    try:
        parser_of(verb).parse_args(words[1:])
    except (SystemExit, argparse.ArgumentError):
        return True
    return False


@pytest.mark.parametrize("code", ["it", "en"])
def test_every_command_of_the_manual_is_one(code: str) -> None:
    lines = [
        f"{page.name}: {line}"
        for page in manual(code).values()
        for block in _FENCE.findall(page.source)
        for line in block.strip("`\n").splitlines()
    ]
    assert len(lines) > 50
    expect_none(line for line in lines if refused(line.partition(": ")[2]))
    assert [refused(line) for line in ("fees collect", "backup", "backup copie")] == [
        True,
        True,
        False,
    ]


def options_of(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Long ones, of sub-verbs too."""
    for action in parser._actions:
        yield from (option for option in action.option_strings if option.startswith("--"))
        if isinstance(action, argparse._SubParsersAction):
            for each in action.choices.values():
                yield from options_of(each)


@pytest.mark.parametrize("code", ["it", "en"])
def test_the_page_of_the_command_line_names_every_verb_and_option(code: str) -> None:
    page = manual(code)["riga-di-comando"].source
    expect_none(verb.name for verb in VERBS if not re.search(rf"`{verb.name}[ `]", page))
    expect_none(
        f"{verb.name} {option}"
        for verb in VERBS
        for option in options_of(parser_of(verb))
        if option not in page and option != "--help"
    )


# ── where F1 leads ───────────────────────────────────────────────────────────────────────────
def kinds_of_page(kind: type[Page] = Page) -> Iterator[type[Page]]:
    assert every_action()  # every module of the window is imported
    for each in kind.__subclasses__():
        yield each
        yield from kinds_of_page(each)


def test_every_page_of_the_window_has_its_place_in_the_manual() -> None:
    modules = {each.__module__ for each in kinds_of_page() if each is not ListPage}
    pages = {module.removeprefix("ui.") for module in modules if module.startswith("ui.")}
    assert pages == {name.partition("/")[0] for name in OF_PAGE}
    parts = {name.partition("/")[2] for name in OF_PAGE if name.startswith("settings.page/")}
    assert {part.key for part in PARTS} <= parts


def test_every_topic_is_a_heading_of_the_manual() -> None:
    headings = {
        f"{page.name}#{section.anchor}"
        for page in manual("it").values()
        for section in page.sections
    }
    topics = {*OF_PAGE.values(), *OF_ENTRY.values(), *OF_SHEET.values()}
    expect_none(topic for topic in topics if topic not in headings and topic not in manual("it"))


def test_the_entries_that_have_a_topic_are_entries_of_the_window() -> None:
    asked = {
        name
        for file in sources()
        if file.is_in("ui")
        for name in re.findall(r"use_case=(\w+)", file.text)
    }
    assert asked >= set(OF_ENTRY)


# ── the pictures ─────────────────────────────────────────────────────────────────────────────
def test_the_pictures_are_those_that_the_tour_draws() -> None:
    """`main.py tour --manual` draws all of them; none lies there that it does not draw."""
    assert len(list(plate_scenes())) == len(PLATES)  # each names a scene that there is
    kept = {path.name for path in pictures_folder().iterdir()}
    assert kept == {plate.file for plate in PLATES}


def test_no_picture_is_heavy() -> None:
    sizes = {path.name: path.stat().st_size for path in pictures_folder().iterdir()}
    expect_none(f"{name}: {size} bytes" for name, size in sizes.items() if size > HEAVIEST)
    assert sum(sizes.values()) <= HEAVIEST_ALL


def test_a_picture_is_cut_and_what_is_drawn_no_more_goes(tmp_path: Path) -> None:
    plate, part = next((plate, plate.part) for plate in PLATES if plate.part is not None)
    drawn, into = tmp_path / "drawn", tmp_path / "into"
    drawn.mkdir()
    into.mkdir()
    (into / "gone.png").write_bytes(b"")
    Image.new("RGB", plate.size, "white").save(drawn / f"manual-{plate.file}")
    keep_plates([f"manual-{plate.name}"], drawn, into)
    assert [path.name for path in into.iterdir()] == [plate.file]
    with Image.open(into / plate.file) as image:
        assert image.size == part[2:]
