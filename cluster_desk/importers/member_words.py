"""Understand the words in a register's cells: kinds, categories, sizes, states, yes and no.

Italian offices' words and the desk's own labels in both languages; the longest known beginning
decides, so that «Comuni e loro Consorzi e Associazioni» is a public body.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import TypeVar

from cluster_desk.domain.folding import fold
from cluster_desk.domain.members import (
    MemberCategory,
    MembershipStatus,
    OrganisationKind,
    SizeClass,
)
from cluster_desk.formats.dates import UnreadableDate, parse_date
from cluster_desk.importers.word_lists import word_set, words_of

# A register says the same few words in every row.
_remembered = lru_cache(maxsize=1024)

T = TypeVar("T")

_KINDS = {
    OrganisationKind.COMPANY: (
        "impresa|imprese|azienda|aziende|societa|company|srl|spa|snc|sas|srls|sapa|ditta|"
        "ditta individuale|libero professionista|professionista|studio|start up|startup|"
        "pmi|impresa individuale|societa in conto economico|cooperativa|societa cooperativa"
    ),
    OrganisationKind.UNIVERSITY: "universita|ateneo|atenei|politecnico|university|afam",
    OrganisationKind.RESEARCH_CENTRE: (
        "centro di ricerca|centri di ricerca|ente di ricerca|enti di ricerca|"
        "enti e istituzioni di ricerca|istituto di ricerca|organismo di ricerca|odr|irccs|"
        "consorzi interuniversitari di ricerca|research centre|research center|ricerca"
    ),
    OrganisationKind.TRAINING_BODY: (
        "ente di formazione|enti di formazione|formazione|its|scuola|istituto scolastico|"
        "istituto tecnico|training body|its academy"
    ),
    OrganisationKind.CHAMBER: (
        "camera di commercio|camere di commercio|cciaa|unioncamere|chamber of commerce|"
        "azienda speciale camerale"
    ),
    OrganisationKind.PUBLIC_BODY: (
        "ente pubblico|enti pubblici|pubblica amministrazione|pa|comune|comuni|"
        "unione di comuni|unioni di comuni|provincia|province|regione|regioni|"
        "citta metropolitana|comunita montana|comunita montane|ente locale|enti locali|"
        "altri enti locali|aziende sanitarie locali|aziende ospedaliere|asl|ats|asst|"
        "gestori di pubblici servizi|agenzie ed enti|agenzie enti e consorzi|"
        "agenzie regionali|parchi nazionali|consorzi tra amministrazioni locali|"
        "aziende e consorzi pubblici|consorzi di bacino|autorita|automobile club|"
        "federazioni nazionali ordini|ordini professionali|istituti zooprofilattici|"
        "public body|ministero|agenzia"
    ),
    OrganisationKind.ASSOCIATION: (
        "associazione|associazioni|associazione di categoria|aps|odv|ets|association|"
        "cluster|comitato"
    ),
    OrganisationKind.FOUNDATION: "fondazione|fondazioni|foundation",
    OrganisationKind.CONSORTIUM: "consorzio|consorzi|rete di imprese|consortium|scarl",
    OrganisationKind.OTHER: "altro|altri|other",
}
_PUBLIC_KINDS = frozenset((OrganisationKind.PUBLIC_BODY, OrganisationKind.CHAMBER))
_PERSON = word_set(
    "persona fisica|persone fisiche|persona|privato|individuale|natural person|person|"
    "socio individuale"
)
_CATEGORIES = {
    MemberCategory.FOUNDER: "fondatore|fondatori|fondatrice|promotore|promotori|founder|founding",
    MemberCategory.ORDINARY: "ordinario|ordinari|ordinaria|effettivo|effettivi|ordinary|full",
    MemberCategory.SUPPORTER: (
        "sostenitore|sostenitori|sostenitrice|benemerito|benemeriti|supporter|supporting"
    ),
    MemberCategory.HONORARY: "onorario|onorari|onoraria|ad honorem|honorary",
    MemberCategory.AFFILIATE: (
        "aggregato|aggregati|aggregata|aderente|aderenti|affiliato|affiliata|affiliate|associate"
    ),
}
_SIZES = {
    SizeClass.MICRO: "micro|microimpresa|micro impresa",
    SizeClass.SMALL: "piccola|piccola impresa|piccole|small",
    SizeClass.MEDIUM: "media|media impresa|medie|medium",
    SizeClass.LARGE: "grande|grande impresa|grandi|large|gi",
    SizeClass.NONE: (
        "non e un impresa|non e unimpresa|non impresa|nessuna|non applicabile|na|n a|nd|none|"
        "not an enterprise|ente|non pertinente"
    ),
}
_STATUSES = {
    MembershipStatus.APPLICANT: "richiedente|in attesa|in ammissione|domanda|applicant|aspirante",
    MembershipStatus.ACTIVE: "attivo|attiva|socio|in essere|iscritto|iscritta|ammesso|active|si",
    MembershipStatus.SUSPENDED: "sospeso|sospesa|suspended",
    MembershipStatus.WITHDRAWING: "in recesso|recesso in corso|withdrawing",
    MembershipStatus.WITHDRAWN: (
        "receduto|receduta|recesso|cessato|cessata|dimesso|dimessa|dimissionario|ex socio|"
        "uscito|uscita|withdrawn"
    ),
    MembershipStatus.EXCLUDED: "escluso|esclusa|espulso|espulsa|excluded",
    MembershipStatus.LAPSED: "decaduto|decaduta|lapsed",
    MembershipStatus.REFUSED: "respinto|respinta|non ammesso|non ammessa|rifiutato|refused",
}
_YES = word_set("si|s|x|yes|y|vero|true|1")
_NO = word_set("no|n|falso|false|0")
_LEGAL_FORM = re.compile(
    r"\b(srl|srls|spa|snc|sas|sapa|s r l|s p a|s n c|s a s|societa benefit|sb|gmbh|ltd|llc|sarl|"
    r"sa|ag|bv|inc)\b"
)
_NAMES = (
    (re.compile(r"(comune|provincia|regione|citta metropolitana|unione dei comuni) "), "comune"),
    (re.compile(r"(universita|politecnico)\b"), "universita"),
    (re.compile(r"camera di commercio\b"), "camera di commercio"),
    (re.compile(r"fondazione\b"), "fondazione"),
    (re.compile(r"consorzio\b"), "consorzio"),
    (re.compile(r"(its|istituto tecnico)\b"), "its"),
    (_LEGAL_FORM, "srl"),
    (re.compile(r"associazione\b"), "associazione"),
)
_HAS_YEAR = re.compile(r".*(\d{4}|\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2})")
_PIVOT = date(2045, 12, 31)  # a year of two digits is before 2066: registers hold the past
_EPOCH = date(1899, 12, 30)  # Excel's day 0
_SERIALS = range(20_000, 80_000)  # 1954 to 2119


_KIND_WORDS, _CATEGORY_WORDS = words_of(_KINDS), words_of(_CATEGORIES)
_SIZE_WORDS, _STATUS_WORDS = words_of(_SIZES), words_of(_STATUSES)
_SAID_OF_SOMEBODY = (_YES, _NO, _KIND_WORDS, _CATEGORY_WORDS, _SIZE_WORDS, _STATUS_WORDS)


@_remembered
def kind_of(text: str) -> tuple[OrganisationKind | None, bool]:
    """The kind that a cell names, and whether it is a public body; (None, False) if unknown."""
    folded = fold(text)
    kind = _beginning(folded, _KIND_WORDS)
    return kind, kind in _PUBLIC_KINDS or (kind is not None and "pubblic" in folded)


def kind_of_name(name: str) -> tuple[OrganisationKind | None, bool]:
    """The kind that an organisation's own name tells: «Comune di …», «… S.r.l.»."""
    folded = fold(name)
    for pattern, word in _NAMES:
        found = pattern.search(folded) if pattern is _LEGAL_FORM else pattern.match(folded)
        if found:
            return kind_of(word)
    return None, False


@_remembered
def is_person(text: str) -> bool:
    """Whether a kind says that the member is a natural person."""
    return fold(text) in _PERSON


@_remembered
def category_of(text: str) -> MemberCategory | None:
    """«Socio fondatore», «Ordinari», «sostenitrice»."""
    return _beginning(_bare(text), _CATEGORY_WORDS)


@_remembered
def size_of(text: str) -> SizeClass | None:
    """«Piccola impresa», «MICRO»; «PMI» alone says nothing between three classes."""
    folded = fold(text)
    return SizeClass.NONE if not folded else _beginning(folded, _SIZE_WORDS)


@_remembered
def status_of(text: str) -> MembershipStatus | None:
    """«Attiva», «receduto»."""
    return _beginning(_bare(text), _STATUS_WORDS)


@_remembered
def truth_of(text: str) -> bool | None:
    """Yes or no as people tick it; None for anything else."""
    folded = fold(text)
    if folded in _YES:
        return True
    return False if folded in _NO else None


@_remembered
def names_nobody(text: str) -> bool:
    """Whether a cell only says yes, no, or of which kind somebody is: «Sì», «Impresa»."""
    folded = fold(text)
    return any(folded in words for words in _SAID_OF_SOMEBODY)


@_remembered
def day_of(value: object) -> date | None:
    """A day with its year, typed, or as the number Excel keeps; None if it is none."""
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    if isinstance(value, int):
        return _EPOCH + timedelta(days=value) if value in _SERIALS else None
    text = str(value).strip()
    if not _HAS_YEAR.fullmatch(text):
        return None
    try:
        return parse_date(text, today=_PIVOT)
    except UnreadableDate:
        return None


def _bare(text: str) -> str:
    """Without the «Socio» that stands before what is said of it."""
    return re.sub(r"^(soci|socio|socia|member|membro) ", "", fold(text))


def _beginning(folded: str, words: dict[str, T]) -> T | None:
    """The value of the longest known word or words at the beginning."""
    parts = folded.split()
    for length in range(min(len(parts), 6), 0, -1):
        found = words.get(" ".join(parts[:length]))
        if found is not None:
            return found
    return None
