"""The shipped texts are good Italian, whole, and about facts that exist."""

from __future__ import annotations

import re
import unicodedata

import pytest

from cluster_desk import paths
from cluster_desk.domain.statute import RULES
from cluster_desk.i18n import set_language
from cluster_desk.reports.texts.defaults import TextKey, default, known_names, shipped_template
from cluster_desk.reports.texts.fields import all_fields, find_field, flag_meaning, is_flag
from cluster_desk.reports.texts.rendering import Rule, render
from cluster_desk.reports.texts.vocabulary import FIELDS, FLAGS

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


def wrong_spelling(text: str) -> dict[str, str]:
    """What is against the rules above, and where it was found."""
    signs = WRONG_SPELLING.items()
    return {what: found[0] for what, sign in signs if (found := re.search(sign, text))}


def test_every_shipped_text_can_be_read() -> None:
    assert all(shipped_template(key).body for key in TextKey)


def test_there_is_a_file_for_every_text_and_a_text_for_every_file() -> None:
    files = {file.stem for file in paths.resource("texts/it").glob("*.txt")}

    assert files == {key.value for key in TextKey}


# --- Italian --------------------------------------------------------------------------------------


def test_shipped_texts_are_spelled_as_italian_is() -> None:
    printed = {
        key: notation_removed("\n".join((template.body, *dict(template.parts).values())))
        for key in TextKey
        for template in [shipped_template(key)]
    }

    assert {key: wrong for key, text in printed.items() if (wrong := wrong_spelling(text))} == {}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("l'assemblea", "a straight apostrophe or quote"),
        ("E’ convocata", "an apostrophe for an accent"),
        ("perchè no", "an acute or grave accent the wrong way"),
        ("le attivita svolte", "a missing accent"),
        ("due  blanks", "two blanks"),
        ("fine .", "a blank before punctuation"),
        ("uno,due", "no blank after punctuation"),
        ("e poi...", "three full stops"),
        ("Benvenuti!", "an exclamation mark"),
        ("qual’è", "qual'è"),
        ("la P.IVA", "an abbreviation written otherwise"),
        ("cento Euro", "a month or currency with a capital"),
    ],
)
def test_spelling_rules_find_what_they_look_for(text: str, what: str) -> None:
    assert what in wrong_spelling(text)


def test_shipped_texts_use_no_word_the_association_avoids() -> None:
    found = {
        key: word for key in TextKey for word in BANNED if re.search(f"(?i){word}", default(key))
    }

    assert found == {}


def test_shipped_texts_are_composed_unicode_with_one_line_end() -> None:
    for key in TextKey:
        source = default(key)
        assert source == unicodedata.normalize("NFC", source), key
        assert source.endswith("\n"), key
        assert not source.endswith("\n\n"), key
        assert "\t" not in source, key


def test_shipped_texts_address_nobody_as_tu_and_capitals_are_kept_for_who_is_addressed() -> None:
    informal = {"tu", "tuo", "tua", "ti", "voi", "vostro", "vostra"}

    words = {key: set(re.findall(r"\w+", notation_removed(default(key)))) for key in TextKey}

    assert {key: said & informal for key, said in words.items() if said & informal} == {}


def test_every_text_has_a_name_in_both_languages() -> None:
    set_language("en")
    english = {key: key.label for key in TextKey}
    set_language("it")

    assert all(english.values())
    assert [key for key in TextKey if key.label in {"", english[key]}] == []


# --- fields and rules -----------------------------------------------------------------------------


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


def test_editing_a_text_may_use_what_its_shipped_version_uses() -> None:
    for key in TextKey:
        template = shipped_template(key)
        assert template.fields | template.flags <= known_names(key), key
        assert "association_name" in known_names(key)


def test_rules_of_the_texts_are_rules_of_the_statute() -> None:
    assert {rule for key in TextKey for rule in shipped_template(key).rules} <= set(RULES)


# --- articles -------------------------------------------------------------------------------------


def possible_flags() -> list[dict[str, bool]]:
    """Every passage there is room for, and none: a meeting is not both remote and hybrid."""
    return [dict.fromkeys(FLAGS, True) | {"remote_only": False}, dict.fromkeys(FLAGS, False)]


def test_article_vanishes_from_every_text_whose_rule_has_none() -> None:
    for key in TextKey:
        template = shipped_template(key)
        for flags in possible_flags():
            bare = render(template, flags, is_draft=True)
            assert "statute_article" not in bare.missing, key
            assert "art." not in bare.plain, key
            assert not re.search(r",,|  |\s[,.;]", bare.plain), key
            assert bare.unconfirmed == template.rules, key


def test_article_of_a_confirmed_rule_is_printed_where_the_text_asks_for_it() -> None:
    for key in TextKey:
        template = shipped_template(key)
        confirmed = {rule: Rule("77", is_confirmed=True) for rule in template.rules}
        drafts = [
            render(template, flags, rules=confirmed, is_draft=True) for flags in possible_flags()
        ]
        is_asked = "statute_article" in template.fields
        assert all(draft.unconfirmed == () for draft in drafts), key
        assert any("art.\u00a077" in draft.plain for draft in drafts) == is_asked, key
