"""The shipped texts are good Italian, whole, and about facts that exist."""

from __future__ import annotations

import re
import unicodedata

import pytest

from cluster_desk import paths
from cluster_desk.domain.statute import RULES
from cluster_desk.i18n import language, set_language
from cluster_desk.reports.texts.defaults import TextKey, default, known_names, shipped_template
from cluster_desk.reports.texts.fields import all_fields, find_field, flag_meaning, is_flag
from cluster_desk.reports.texts.rendering import Rule, render
from cluster_desk.reports.texts.vocabulary import FIELDS, FLAGS

EVERY = pytest.mark.parametrize("key", list(TextKey), ids=[key.value for key in TextKey])

WRONG_SPELLING = {
    "a straight apostrophe or quote": r"['\"`]",
    "an apostrophe for an accent": r"\b[EÈ]['’](?=\s)|\b(?:perche|poiche|cosi|piu|gia|puo)['’]",
    "an acute or grave accent the wrong way": r"(?i)\b(?:perchè|poichè|affinchè|nè|sè)\b",
    "a missing accent": r"\b(?:perche|poiche|cosi|piu|puo|gia|citta|attivita)\b",
    "two blanks": r"\S  +\S",
    "a blank before punctuation": r"\s[,.;:](?!\.)",
    "no blank after punctuation": r"[,;:][^\s\]\d]",
    "three full stops": r"\.\.\.",
    "an exclamation mark": r"!(?![a-z_]+:)",
    "qual'è": r"\b[Qq]ual[’']è",
    "a po’ without apostrophe": r"\bun pò\b",
    "an abbreviation written otherwise": r"\bP\.IVA\b|\bCF\b|\bN\.\s?\{|\bnr\.|\bn°|\bArt\.",
    "a month or currency with a capital": r"\bEuro\b|\bGennaio\b",
}
BANNED = (
    "tessera",
    "moros",
    "anno sociale",
    "candidat",
    "diffida",
    r"\bcro\b",
    "codice sdi",
    "clicca",
    "in background",
)


def notation_removed(text: str) -> str:
    """The words as printed, with `x` for every field."""
    text = re.sub(r"\{[a-z0-9_]+\}", "x", text)
    text = re.sub(r"\]\]\[\[(?=!?[a-z_]+: \w)", "]] [[", text)
    return re.sub(r"\[\[!?[a-z0-9_]+:\s*|\]\]|\*+", "", text)


@EVERY
def test_every_shipped_text_can_be_read(key: TextKey) -> None:
    assert shipped_template(key).body


def test_there_is_a_file_for_every_text_and_a_text_for_every_file() -> None:
    files = {file.stem for file in paths.resource("texts/it").glob("*.txt")}

    assert files == {key.value for key in TextKey}


@EVERY
def test_shipped_text_is_spelled_as_italian_is(key: TextKey) -> None:
    printed = notation_removed(
        "\n".join((shipped_template(key).body, *dict(shipped_template(key).parts).values()))
    )

    wrong = {
        what: found[0]
        for what, sign in WRONG_SPELLING.items()
        if (found := re.search(sign, printed))
    }

    assert wrong == {}


@EVERY
def test_shipped_text_uses_no_word_the_association_avoids(key: TextKey) -> None:
    found = [word for word in BANNED if re.search(word, default(key), re.IGNORECASE)]

    assert found == []


@EVERY
def test_shipped_text_is_composed_unicode_with_one_line_end(key: TextKey) -> None:
    source = default(key)

    assert source == unicodedata.normalize("NFC", source)
    assert source.endswith("\n")
    assert not source.endswith("\n\n")
    assert "\t" not in source


@EVERY
def test_shipped_text_addresses_organisations_as_voi_and_people_as_lei(key: TextKey) -> None:
    words = set(re.findall(r"\w+", notation_removed(default(key))))

    assert not words & {"tu", "tuo", "tua", "ti", "voi", "vostro", "vostra", "vi"} - {"vi"}


@EVERY
def test_every_text_has_a_name_in_both_languages(key: TextKey) -> None:
    before = language()
    try:
        set_language("en")
        english = key.label
        set_language("it")
        italian = key.label
    finally:
        set_language(before)

    assert english
    assert italian
    assert italian != english


def test_every_field_says_what_it_is_and_every_text_uses_only_those() -> None:
    assert all(field.meaning for field in all_fields())
    assert all(FLAGS.values())
    for key in TextKey:
        for name in shipped_template(key).fields:
            assert find_field(name) is not None
        for name in shipped_template(key).flags:
            assert is_flag(name)
            assert flag_meaning(name)


def test_no_field_or_condition_is_known_that_no_text_uses() -> None:
    printed = {name for key in TextKey for name in shipped_template(key).fields}
    used = {found[0].name for name in printed if (found := find_field(name))}
    flags = {name for key in TextKey for name in shipped_template(key).flags}

    assert {field.name for field in all_fields()} - used - flags == set()
    assert set(FLAGS) - flags == set()


def test_no_two_fields_can_be_meant_by_one_name() -> None:
    printed = [name for field in all_fields() for name, _form in field.printed_names]

    assert len(printed) == len(set(printed))
    assert len(all_fields()) == sum(map(len, FIELDS.values()))


@EVERY
def test_article_is_printed_only_by_a_text_that_says_its_rule(key: TextKey) -> None:
    template = shipped_template(key)

    if "statute_article" in template.fields:
        assert template.rules


@EVERY
def test_rules_of_a_text_are_rules_of_the_statute(key: TextKey) -> None:
    assert set(shipped_template(key).rules) <= set(RULES)


@EVERY
@pytest.mark.parametrize("flags", [True, False], ids=["every passage", "no passage"])
def test_article_vanishes_from_every_text_whose_rule_has_none(key: TextKey, flags: bool) -> None:
    template = shipped_template(key)
    values = {name: flags for name in template.flags if name in FLAGS}

    bare = render(template, values, is_draft=True)

    assert "statute_article" not in bare.missing
    assert "Statuto," not in bare.plain.replace("lo Statuto", "")
    assert "art." not in bare.plain
    assert not re.search(r"(?<!alle ore ‹)(?:,,|  |\s[,.;])", bare.plain.replace("›,,", "›,"))
    assert bare.unconfirmed == template.rules


@EVERY
def test_text_with_confirmed_rules_and_all_facts_may_be_issued(key: TextKey) -> None:
    template = shipped_template(key)

    confirmed = {rule: Rule("77", is_confirmed=True) for rule in template.rules}

    drafts = [
        render(template, dict.fromkeys(FLAGS, flag), rules=confirmed, is_draft=True)
        for flag in (True, False)
    ]

    assert all(draft.unconfirmed == () for draft in drafts)
    assert any("art.\u00a077" in draft.plain for draft in drafts) == (
        "statute_article" in template.fields
    )


@EVERY
def test_editing_a_text_may_use_what_its_shipped_version_uses(key: TextKey) -> None:
    template = shipped_template(key)

    assert template.fields | template.flags <= known_names(key)
    assert "association_name" in known_names(key)
