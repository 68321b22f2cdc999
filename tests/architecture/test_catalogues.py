"""Hold the Italian catalogue complete, and prove that what is missing in one would be found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import catalogue
from cluster_desk import i18n
from tests.architecture.tree import expect_none

ONE = ("", "Fee of {member}")
FEES = ("", "{count} fee")


def test_italian_is_complete() -> None:
    expect_none(catalogue.check())


def test_english_is_the_sentence_itself() -> None:
    i18n.set_language("en")
    wanted, _problems = catalogue.collect(catalogue.sources())
    assert wanted
    for (context, msgid), plural in wanted.items():
        assert (i18n.pgettext(context, msgid) if context else i18n._(msgid)) == msgid
        assert not plural or i18n.ngettext(msgid, plural, 2) == plural


def collect(tmp_path: Path, text: str) -> tuple[catalogue.Plurals, list[str]]:
    text = f"from cluster_desk.i18n import N_, _, ngettext, pgettext\n{text}"
    (tmp_path / "page.py").write_text(text, encoding="utf-8")
    return catalogue.collect([tmp_path])


def test_every_way_to_mark_a_sentence_is_collected(tmp_path: Path) -> None:
    wanted, problems = collect(
        tmp_path,
        "class Kind(Term):\n"
        '    CASH = "cash", N_("Cash"), "payment"\n'
        '    BANK = "bank", N_("Bank")\n'
        'a = _("Whole " "sentence")\n'
        'b = ngettext("{count} fee", "{count} fees", 2)\n'
        'c = pgettext("minutes", "Approved")\n'
        'd = count_words("{count} seat", "{count} seats", 2)\n'
        "e = _(self.message)\n",
    )
    assert problems == []
    assert wanted == {
        ("payment", "Cash"): "",
        ("", "Bank"): "",
        ("", "Whole sentence"): "",
        FEES: "{count} fees",
        ("minutes", "Approved"): "",
        ("", "{count} seat"): "{count} seats",
    }


@pytest.mark.parametrize("text", ['_(f"Fee of {member}")', '_("Fee of " + member)'])
def test_a_sentence_in_pieces_is_found(tmp_path: Path, text: str) -> None:
    _wanted, problems = collect(tmp_path, text)
    assert len(problems) == 1


@pytest.mark.parametrize(
    ("wanted", "texts", "word"),
    [
        ({ONE: ""}, {}, "not translated"),
        ({ONE: ""}, {ONE: ("",)}, "not translated"),
        ({FEES: "{count} fees"}, {FEES: ("{count} quota", "")}, "not translated"),
        ({FEES: "{count} fees"}, {FEES: ("{count} quota",)}, "not translated"),
        ({ONE: ""}, {ONE: ("Quota di {socio}",)}, "placeholders"),
        ({ONE: ""}, {ONE: ("Quota",)}, "placeholders"),
        ({ONE: ""}, {ONE: ("Quota di {member",)}, "braces"),
        ({ONE: ""}, {ONE: ("Quota di {member}", "Quote di {member}")}, "plural"),
        ({}, {ONE: ("Quota di {member}",)}, "not in the source"),
    ],
)
def test_what_is_wrong_with_a_translation_is_found(
    wanted: catalogue.Plurals, texts: catalogue.Texts, word: str
) -> None:
    (problem,) = catalogue.problems_of(wanted, texts)
    assert word in problem


def test_a_fuzzy_translation_is_found() -> None:
    (problem,) = catalogue.problems_of({ONE: ""}, {ONE: ("Quota di {member}",)}, [ONE])
    assert "fuzzy" in problem


def test_a_catalogue_is_read_as_it_was_written(tmp_path: Path) -> None:
    po = tmp_path / "it.po"
    wanted = {ONE: "", FEES: "{count} fees", ("payment", "Cash"): "", ("", "Cash"): ""}
    texts = {
        ONE: ("Quota di {member}",),
        FEES: ("{count} quota", "{count} quote"),
        ("payment", "Cash"): ("Contanti",),
        ("", "Cash"): ("Cassa",),
        ("", "Gone"): ("Andato",),
        ("payment", "Gone"): ("Andati",),
    }
    catalogue.write(po, wanted, texts)
    before = po.read_bytes()
    read, fuzzy = catalogue.read(po)
    assert (read, fuzzy) == (texts, [])
    catalogue.write(po, dict(reversed(wanted.items())), read)
    assert po.read_bytes() == before


def test_translations_are_added_from_a_file_and_misfits_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    collect(tmp_path, '_("Draft"), _("Fee of {member}")')
    monkeypatch.setattr(catalogue, "sources", lambda: [tmp_path])
    po, additions = tmp_path / "it.po", tmp_path / "additions.json"
    texts = {"Draft": "Minuta", "Fee of {member}": "Quota di {socio}"}
    additions.write_text(json.dumps(texts), encoding="utf-8")
    (problem,) = catalogue.add(additions, po)
    assert "placeholders" in problem
    assert catalogue.read(po)[0] == {("", "Draft"): ("Minuta",), ONE: ("",)}


def test_the_compiled_catalogue_says_the_same(tmp_path: Path) -> None:
    po, mo = tmp_path / "it.po", tmp_path / "it.mo"
    catalogue.write(po, {ONE: ""}, {ONE: ("Quota di {member}",)})
    catalogue.compile_mo(po, mo)
    import gettext  # only to read back what was compiled

    with mo.open("rb") as stream:
        assert gettext.GNUTranslations(stream).gettext(ONE[1]) == "Quota di {member}"
