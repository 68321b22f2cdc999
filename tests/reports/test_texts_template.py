"""A text with a mistake is refused in words; a right one keeps its shape whatever is put in it."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_desk.domain.money import Money
from cluster_desk.i18n import set_language
from cluster_desk.reports.pdf.prose import spans
from cluster_desk.reports.texts.defaults import TextKey, known_names, shipped_template
from cluster_desk.reports.texts.paragraphs import Check, Paragraph, Run
from cluster_desk.reports.texts.rendering import Rule, TextIncomplete, render
from cluster_desk.reports.texts.template import Template, TextInvalid
from cluster_desk.reports.texts.titles import ASSEMBLY, BOARD, OfficeTitle


def problems_of(source: str, known: frozenset[str] | None = None) -> list[str]:
    with pytest.raises(TextInvalid) as caught:
        Template.parse(source, known=known)
    return [problem.message for problem in caught.value.problems]


def said(source: str, **values: object) -> str:
    return render(Template.parse(source), values).plain


# --- mistakes -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "place", "message"),
    [
        ("Ciao {nome}.", "1, colonna 6", "non c’è un campo «nome»"),
        ("[[pioggia: piove]]", "1, colonna 1", "non c’è una condizione «pioggia»"),
        ("a\n\n{venue", "3, colonna 1", "un campo si scrive {nome}, in minuscolo"),
        ("{ venue }", "1, colonna 1", "un campo si scrive {nome}, in minuscolo"),
        ("venue}", "1, colonna 6", "Questa graffa non chiude alcun campo"),
        ("[[urgent: ora", "1, colonna 1", "si apre con «[[» e non è scritto come [[nome: testo]]"),
        ("ora]]", "1, colonna 4", "Qui si chiude un passaggio mai aperto"),
        ("**ora", "1, colonna 1", "Su questa riga un segno di grassetto o corsivo si apre"),
        ("[[urgent: **ora]] poi", "1, colonna 1", "Qui un segno di grassetto o corsivo si apre"),
        ("uno \ue000 due", "1, colonna 5", "Questo carattere non si può stampare"),
    ],
)
def test_mistake_is_named_with_its_place(source: str, place: str, message: str) -> None:
    (problem,) = problems_of(source)

    assert problem.startswith(f"Riga {place}: ")
    assert message in problem


def test_article_without_a_rule_is_refused() -> None:
    (problem,) = problems_of("(art. {statute_article} dello Statuto)")

    assert "una riga «rules:» deve dire di quale regola" in problem


def test_nested_passages_are_refused() -> None:
    nested = problems_of("[[urgent: prima [[hybrid: dentro]] dopo]]")

    assert any("uno dentro" in text or "sta dentro un altro" in text for text in nested)


def test_passage_may_not_cross_lines() -> None:
    assert len(problems_of("[[urgent: una\ndue]]")) == 2


def test_all_mistakes_are_told_at_once_each_with_its_row() -> None:
    with pytest.raises(TextInvalid) as caught:
        Template.parse("subject: {uno}\n\n{due}\n{tre} {venue}")

    assert [(p.row, p.field) for p in caught.value.problems] == [(1, "uno"), (3, "due"), (4, "tre")]


def test_editor_may_not_print_what_this_text_is_never_given() -> None:
    known = known_names(TextKey.RECEIPT)

    assert problems_of("{member_name} {agenda_items}", known) == [
        "Riga 1, colonna 15: In questo testo non c’è un campo «agenda_items»."
    ]


@given(st.text(alphabet="ab {}[]!:*_\n{venue}", max_size=40))
def test_any_source_is_read_or_refused_in_words(source: str) -> None:
    try:
        template = Template.parse(source)
    except TextInvalid as refusal:
        said_in_words = all(problem.message for problem in refusal.problems)
    else:
        said_in_words = render(template, {"venue": "qui"}, is_draft=True).unconfirmed == ()

    assert said_in_words


@pytest.mark.parametrize(
    "attack",
    ["{{ 7*7 }}", "{venue.__class__}", "{venue|upper}", "{% if 1 %}x{% endif %}", "{# x #}",
     "[[if 1]]x[[endif]]", "[[urgent: {venue()}]]"],
)  # fmt: skip
def test_expressions_of_the_library_below_are_refused(attack: str) -> None:
    assert problems_of(attack)


# --- printing -------------------------------------------------------------------------------------


DAY = date(2026, 1, 16)
CHAIRWOMAN = OfficeTitle("Presidente", is_feminine=True)
TREASURER = OfficeTitle("Tesoriera", is_feminine=True)


@pytest.mark.parametrize(
    ("source", "values", "text"),
    [
        ("il {meeting_date_long}", {"meeting_date": DAY}, "il 16 gennaio 2026"),
        ("del {meeting_date}", {"meeting_date": date(2026, 1, 6)}, "del 06/01/2026"),
        ("{meeting_weekday}", {"meeting_date": DAY}, "venerdì"),
        ("ore {meeting_time}", {"meeting_time": time(9, 5)}, "ore 09:05"),
        ("{amount}", {"amount": Money(120_000)}, "€\u00a01.200,00"),
        ("euro {amount_words}", {"amount": Money(120_000)}, "euro milleduecento/00"),
        ("{grace_days} giorni", {"grace_days": 15}, "15 giorni"),
        ("anno {fee_year}", {"fee_year": 2026}, "anno 2026"),
        ("{chair_title} firma", {"chair": OfficeTitle("Presidente")}, "il Presidente firma"),
        ("{chair_title_cap}", {"chair": CHAIRWOMAN}, "La Presidente"),
        ("{chair_title_of}", {"chair": OfficeTitle("Vicepresidente")}, "del Vicepresidente"),
        ("{treasurer_title_of}", {"treasurer": TREASURER}, "della Tesoriera"),
        ("{deciding_body_to}", {"deciding_body": BOARD}, "al Consiglio Direttivo"),
        ("{deciding_body_to}", {"deciding_body": ASSEMBLY}, "all’assemblea dei soci"),
        ("{deciding_body_cap}", {"deciding_body": ASSEMBLY}, "L’assemblea dei soci"),
        ("{book_body_of}", {"book_body": ASSEMBLY}, "dell’assemblea dei soci"),
        ("{present_list}", {"present_list": ["Anna", "Bruno", "Carla"]}, "Anna, Bruno e Carla"),
    ],
)
def test_fact_is_printed_in_the_form_that_is_asked(
    source: str, values: dict[str, object], text: str
) -> None:
    assert said(source, **values) == text


def test_document_stays_italian_in_an_english_window() -> None:
    set_language("en")

    assert said("{meeting_date_long}", meeting_date=date(2026, 5, 1)) == "1° maggio 2026"


def test_one_blank_stands_before_a_passage_unless_it_begins_with_punctuation() -> None:
    source = "presso la sede[[hybrid: , o in rete]][[urgent: con urgenza]][[remote: (da casa)]]."

    assert said(source, hybrid=True, urgent=True, remote=True) == (
        "presso la sede, o in rete con urgenza (da casa)."
    )
    assert said(source, hybrid=False, urgent=False, remote=False) == "presso la sede."


def test_negated_passage_is_printed_when_the_flag_is_false() -> None:
    source = "[[!remote_only: in sede]][[remote_only: in rete]]"

    assert said(source, remote_only=False) == "in sede"
    assert said(source, remote_only=True) == "in rete"


def test_lines_that_come_out_empty_vanish() -> None:
    assert said("Uno.\n[[urgent: Due.]]\n\n{vat_wording}\nTre.", urgent=False, vat_wording="") == (
        "Uno.\nTre."
    )


def test_line_of_an_empty_list_vanishes_with_its_introduction() -> None:
    assert said("Uno.\nAllegati: {attachment_list}.", attachment_list=[]) == "Uno."


def test_last_of_the_lines_that_end_in_semicolons_ends_in_a_full_stop() -> None:
    source = (
        "sono presenti: A;\n[[absent: assenti: B;]]\n[[guests: ospiti: C;]]\nIl Presidente apre."
    )

    assert said(source, absent=True, guests=False) == (
        "sono presenti: A;\nassenti: B.\nIl Presidente apre."
    )


def test_list_alone_on_its_line_becomes_items() -> None:
    rendered = render(
        Template.parse("Ordine:\n{agenda_items}\nFine."), {"agenda_items": ["Uno", "Due"]}
    )

    assert [(p.plain, p.number) for p in rendered.paragraphs] == [
        ("Ordine:", None),
        ("Uno", 1),
        ("Due", 2),
        ("Fine.", None),
    ]
    assert rendered.plain == "Ordine:\n1. Uno\n2. Due\nFine."


def test_list_inside_a_sentence_is_joined() -> None:
    assert (
        said("per: {charge_lines}.", charge_lines=["quota", "ingresso"]) == "per: quota; ingresso."
    )


def test_longer_fact_keeps_its_paragraphs() -> None:
    text = "{discussion_text}"

    assert (
        said(text, discussion_text="Prima riga.\r\n\n  Seconda  riga.")
        == "Prima riga.\nSeconda riga."
    )


def test_bold_and_italic_are_set_apart() -> None:
    rendered = render(Template.parse("Il Consiglio **delibera** di *x*"), {})

    assert rendered.paragraphs[0].runs == (
        Run("Il Consiglio "),
        Run("delibera", is_bold=True),
        Run(" di "),
        Run("x", is_italic=True),
    )
    assert rendered.prose == "Il Consiglio **delibera** di *x*"


def test_value_of_the_wrong_type_is_a_bug_not_a_text() -> None:
    with pytest.raises(TypeError, match="amount is MONEY"):
        said("{amount}", amount="12,00")
    with pytest.raises(TypeError, match="present_list is NAMES"):
        said("{present_list}", present_list="Anna")


# --- what is lacking ------------------------------------------------------------------------------


def test_everything_that_lacks_is_named_at_once() -> None:
    template = Template.parse("{venue} {meeting_date_long} [[urgent: {urgency_reason}]]")

    with pytest.raises(TextIncomplete) as caught:
        render(template, {"venue": " "})

    assert caught.value.names == ("urgent", "venue", "meeting_date")
    assert "Luogo della riunione, con indirizzo" in str(caught.value)


def test_passage_that_is_not_printed_asks_for_nothing() -> None:
    assert said("Ora[[urgent: {urgency_reason}]].", urgent=False) == "Ora."


def test_draft_shows_what_lacks_and_may_not_be_issued() -> None:
    draft = render(Template.parse("presso {venue}."), {}, is_draft=True)

    assert draft.missing == ("venue",)
    assert not draft.is_issuable
    assert (
        Run("‹Luogo della riunione, con indirizzo›", check=Check.MISSING)
        in draft.paragraphs[0].runs
    )


def test_unconfirmed_rule_is_highlighted_and_forbids_to_issue() -> None:
    template = Template.parse(
        "rules: proxies, voting_right\n\nart. {statute_article} dello Statuto"
    )
    rules = {"proxies": Rule("14"), "voting_right": Rule("9", is_confirmed=True)}

    rendered = render(template, {}, rules=rules)

    assert rendered.unconfirmed == ("proxies",)
    assert not rendered.is_issuable
    assert Run("14", check=Check.UNCONFIRMED) in rendered.paragraphs[0].runs
    assert rendered.prose == "art.\u00a0\ue00514\ue005 dello Statuto"


def test_rule_nobody_wrote_down_counts_as_unconfirmed() -> None:
    template = Template.parse("rules: proxies\n\nNulla.")

    assert render(template, {}).unconfirmed == ("proxies",)


def test_another_rule_may_take_the_place_of_the_first() -> None:
    template = Template.parse("rules: board_majority\n\n(art. {statute_article} dello Statuto)")

    rendered = render(
        template,
        {},
        rules={"assembly_majority": Rule("20", is_confirmed=True)},
        rule="assembly_majority",
    )

    assert rendered.plain == "(art.\u00a020 dello Statuto)"
    assert rendered.is_issuable


PHRASE = "i sensi dell’art. {statute_article} dello Statuto"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (f"A{PHRASE}, il Consiglio vota.", "Il Consiglio vota."),
        (f"Cari soci, a{PHRASE} è convocata.", "Cari soci, è convocata."),
        (f"Presiede, a{PHRASE}, la Presidente.", "Presiede la Presidente."),
        (f"numero sufficiente a{PHRASE}, si apre.", "numero sufficiente, si apre."),
        (
            "il numero chiesto dall’art. {statute_article} dello Statuto c’è.",
            "il numero chiesto c’è.",
        ),
        (f"di quanto dovuto, a{PHRASE}.", "di quanto dovuto."),
        ("al massimo 2 (art. {statute_article} dello Statuto).", "al massimo 2."),
        (f"[[urgent: A{PHRASE}, si corre.]]", "Si corre."),
    ],
)
def test_phrase_is_dropped_whole_where_the_rule_has_no_article(source: str, text: str) -> None:
    template = Template.parse(f"rules: board_notice\n\n{source}")
    rules = {"board_notice": Rule(is_confirmed=True)}

    assert render(template, {"urgent": True}, rules=rules).plain == text


# --- what people type never changes the shape -----------------------------------------------------

ANYTHING = st.text(max_size=60) | st.sampled_from(
    [
        "**x**",
        "*",
        "{venue}",
        "[[urgent: x]]",
        "\ue000x",
        "\ue008",
        "a\nb\r\nc",
        "\u202ex",
        "\x00",
        "\ud800",
        "\\*",
    ]
)


def shape(paragraphs: tuple[Paragraph, ...]) -> list[object]:
    return [
        (paragraph.number, [(run.is_bold, run.is_italic, run.check) for run in paragraph.runs])
        for paragraph in paragraphs
    ]


@given(member=ANYTHING, address=ANYTHING, lines=st.lists(ANYTHING, min_size=1, max_size=4))
def test_no_value_changes_the_shape_of_a_text(member: str, address: str, lines: list[str]) -> None:
    template = Template.parse(
        "A {member_name}, **{payer_address}** e *{payer_name}*:\n{charge_lines}\nFine."
    )
    given_lines = ["1" + line for line in lines]

    usual = render(
        template,
        {
            "member_name": "a",
            "payer_address": "b",
            "payer_name": "c",
            "charge_lines": ["d"] * len(lines),
        },
    )
    odd = render(
        template,
        {
            "member_name": "1" + member,
            "payer_address": "1" + address,
            "payer_name": "1" + member,
            "charge_lines": given_lines,
        },
    )

    assert shape(odd.paragraphs) == shape(usual.paragraphs)


@given(ANYTHING, ANYTHING)
def test_prose_is_read_by_the_page_as_it_was_meant(name: str, address: str) -> None:
    template = Template.parse("[{member_name}] **a {payer_address}** *b*")

    (paragraph,) = render(
        template, {"member_name": "1" + name, "payer_address": "1" + address}
    ).paragraphs

    found = spans(paragraph.prose)
    assert "".join(span.text for span in found) == paragraph.plain
    assert [span.text.strip() for span in found if span.is_bold] == [
        run.text.strip() for run in paragraph.runs if run.is_bold
    ]
    assert found[-1].is_italic


@given(ANYTHING)
def test_printed_value_holds_nothing_unprintable(value: str) -> None:
    plain = said("[{member_name}]", member_name="1" + value)

    assert "\n" not in plain
    assert all(sign.isprintable() or sign.isspace() or ord(sign) > 0x7F for sign in plain)
    plain.encode("utf-8")


def test_receipt_reads_as_a_receipt() -> None:
    rendered = render(
        shipped_template(TextKey.RECEIPT),
        {
            "receipt_number": "RIC 2026/0001",
            "document_date": date(2026, 3, 2),
            "association_name": "Cluster Cosmetico Dimostrativo",
            "association_address": "via Roma 1, 26013 Crema (CR)",
            "association_tax_code": "91000000191",
            "payer_name": "Brianza Make-Up S.r.l.",
            "payer_address": "via Po 2, 20900 Monza (MB)",
            "payer_tax_code": "99000010191",
            "amount": Money(50_000),
            "payment_date": date(2026, 2, 27),
            "payment_method": "bonifico bancario",
            "bank_reference": None,
            "receipt_lines": ["Quota associativa anno 2026"],
            "third_party_payer": False,
            "partial": False,
            "vat_wording": "Fuori campo IVA.",
            "stamp_wording": "",
            "treasurer": OfficeTitle("Tesoriera", is_feminine=True),
            "treasurer_name": "Ada Neri",
        },
    )

    assert rendered.part("heading") == "Ricevuta n.\u00a0RIC 2026/0001 del 02/03/2026"
    assert rendered.plain.split("\n")[1:] == [
        "– Quota associativa anno 2026",
        "Fuori campo IVA.",
        "Per quietanza – La Tesoriera Ada Neri",
    ]
    assert (
        "la somma di €\u00a0500,00 (euro cinquecento/00), versata in data 27/02/2026"
        in rendered.plain
    )
