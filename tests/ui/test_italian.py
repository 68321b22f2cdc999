"""Italian is written as a secretary writes it: window, manual and paper alike (DOMAIN §11)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import catalogue
from tests.architecture.tree import ROOT, expect_none

MISTAKES = {
    "E' for È": r"\b[EA-Z]'(?=\s|$)",
    "a grave accent that should be acute": (
        r"\b(?:per|poi|fin|affin|ben|cosic|giac|non|anzi)chè\b|\bnè\b|\bsè\b"
    ),
    "an accent that is none": r"\b(?:qual'è|qual’è|fà|stà|dò|sà|sù|quì|quà|pò)\b",
    "an accent that is missing": (
        r"\b(?:piu|gia|cosi|puo|perche|finche|poiche|citta|attivita|societa|meta)\b"
    ),
    "a straight apostrophe": r"[a-zA-Zàèéìòù]'[a-zA-Zàèéìòù]",
    "three dots for one sign": r"\.\.\.",
    "straight quotes": r'"[^"]*"',
    "an exclamation mark": r"!",
    "Euro with a capital": r"(?<=[a-z] )Euro\b",
}
# Not in templates, where a passage between brackets brings its own blank.
BLANKS = {
    "a blank before a sign": r" [,;.](?:\s|$)",
    "two blanks": r"\S  +\S",
}
BANNED = {
    "tessera": r"\btesser[ae]\b|\btess\.",
    "anno sociale": r"\bann[oi] social[ei]\b",
    "moroso": r"\bmoros[oiae]\b",
    "CRO": r"\bCRO\b",
    "candidato, of who asks to join": r"\bcandidat[oi]\b(?! alle? caric)",
    "cliccare": r"\bclicc\w+",
    "si prega": r"\bpregasi\b",
}
_COMMANDS = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_CONDITION = re.compile(r"\[\[!?[a-z0-9_]*:|\]\]")

# Codes, formats and examples are the same in both languages.
SAME_IN_BOTH = re.compile(
    r"^[\W\d_]*$|PEC|IBAN|BIC|CUP|SDI|IPA|RF|CSV|PDF|Excel|camt|MT940|OFX|CBI|ID|Cluster Desk"
    r"|Via delle Essenze|Zoom|byte",
)
ITALIAN = re.compile(
    r"\b(?:della|dello|degli|delle|nella|nello|soci|socio|quota|quote scadute|seduta|verbale|"
    r"tavolo|delibera|sollecito|ricevuta|questo|questa|perché|così|più|è|sono|salva|chiudi|annulla|"
    r"scegli|scrivi|nuovo|nuova|nessun[ao]?)\b",
    re.IGNORECASE,
)
# Names of things that exist only in Italy, said as they are called there.
KEPT_ITALIAN = re.compile(r"«[^»]*»|Cruscotto|Via delle Essenze 24")


@cache
def sentences() -> dict[str, str]:
    """Every Italian sentence of the program, by where it stands."""
    found: dict[str, str] = {}
    texts, _fuzzy = catalogue.read(catalogue.PO)
    for (context, msgid), said in texts.items():
        for number, text in enumerate(said):
            found[f"it.po {context}: {msgid[:60]} [{number}]"] = text
    for path in sorted((ROOT / "resources/help/it").glob("*.md")):
        plain = _COMMANDS.sub("x", path.read_text(encoding="utf-8"))
        for number, line in enumerate(plain.splitlines(), 1):
            found[f"{path.name}:{number}"] = line.replace("![", "[")
    for path in sorted((ROOT / "resources/texts/it").glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            found[f"{path.name}:{number}"] = _CONDITION.sub("", line)
    return found


def faults(rules: dict[str, str], pairs: dict[str, str]) -> Iterator[str]:
    for where, text in pairs.items():
        words = _PLACEHOLDER.sub("x", text)
        for name, rule in rules.items():
            found = re.search(rule, words)
            if found:
                yield f"{where}: {name} in «{words[max(found.start() - 20, 0) : found.end() + 20]}»"


@pytest.mark.parametrize("name", MISTAKES)
def test_no_sentence_is_misspelt(name: str) -> None:
    expect_none(faults({name: MISTAKES[name]}, sentences()))


@pytest.mark.parametrize("name", BLANKS)
def test_blanks_stand_where_they_should(name: str) -> None:
    printed = {where: text for where, text in sentences().items() if ".txt:" not in where}
    expect_none(faults({name: BLANKS[name]}, printed))


@pytest.mark.parametrize("name", BANNED)
def test_no_sentence_has_a_word_the_association_does_not_use(name: str) -> None:
    expect_none(faults({name: BANNED[name]}, sentences()))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("E' vero", "E' for È"),
        ("perchè no", "a grave accent that should be acute"),
        ("un pò", "an accent that is none"),
        ("di piu", "an accent that is missing"),
        ("l'anno", "a straight apostrophe"),
        ("Attendi...", "three dots for one sign"),
        ("Fatto!", "an exclamation mark"),
        ("soci , quote", "a blank before a sign"),
        ("dieci Euro", "Euro with a capital"),
    ],
)
def test_a_mistake_is_found(text: str, name: str) -> None:
    assert list(faults({name: (MISTAKES | BLANKS)[name]}, {"x": text}))


@pytest.mark.parametrize("text", ["È vero", "perché, né, sé, dà, sì", "un po’", "qual è", "{a}"])
def test_good_italian_passes(text: str) -> None:
    assert list(faults(MISTAKES | BLANKS | BANNED, {"x": text})) == []


def test_italian_is_not_english_left_as_it_was() -> None:
    texts, _fuzzy = catalogue.read(catalogue.PO)
    expect_none(
        f"«{msgid}»"
        for (_context, msgid), said in texts.items()
        if said and said[0] == msgid and len(msgid.split()) > 1 and not _is_the_same(msgid)
    )


def _is_the_same(msgid: str) -> bool:
    return bool(SAME_IN_BOTH.search(_PLACEHOLDER.sub("", msgid)))


def test_english_sentences_hold_no_italian() -> None:
    wanted, _problems = catalogue.collect(catalogue.sources())
    expect_none(
        f"«{sentence}»"
        for (_context, msgid), plural in wanted.items()
        for sentence in (msgid, plural)
        if ITALIAN.search(KEPT_ITALIAN.sub("", sentence))
    )


def test_paths_named_here_exist() -> None:
    assert Path(catalogue.PO).is_file()
    assert len(sentences()) > 1000
