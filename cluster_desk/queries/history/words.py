"""Tell a row's image in words: what it is called, its fields, values with the names behind ids."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Boolean, Column, Date, ForeignKey, Table, and_, func, or_, select
from sqlalchemy.orm import Session

from cluster_desk.domain.documents import document_kind_text
from cluster_desk.domain.money import Money
from cluster_desk.domain.numbering import SeriesNumber
from cluster_desk.domain.records import setting_text
from cluster_desk.domain.statute import RULES
from cluster_desk.domain.terms import Term
from cluster_desk.formats.dates import date_text
from cluster_desk.formats.money import money_text
from cluster_desk.formats.numbers import file_size_text
from cluster_desk.i18n import N_, _
from cluster_desk.store.base import Base
from cluster_desk.store.tables import all as _all_tables  # noqa: F401  # fills the metadata
from cluster_desk.store.tables.history import Change
from cluster_desk.store.types import JsonColumn, MoneyColumn, TermColumn

Image = Mapping[str, Any]
Pair = tuple[str, int]
Names = Mapping[Pair, str]

HIDDEN = frozenset(
    {
        *("id", "version", "search_text", "sort_key", "fingerprint", "position"),
        *("rules", "custom", "content", "listing"),
    }
)
"""Fields that say nothing to a person."""

INNER_TABLES = frozenset({"number_series"})
"""Records nobody knows: the counters behind the numbers."""

_INNER = frozenset({("minutes_section", "key"), ("attachment", "owner_id")})

_NAMED_BY = {
    "account": ("name",),
    "action_item": ("wording",),
    "affiliation": ("role", "person_id", "organisation_id"),
    "agenda_item": ("title",),
    "allocation": ("charge_id", "amount"),
    "association": ("name",),
    "attachment": ("file_name",),
    "attendance": ("person_id", "meeting_id"),
    "ballot": ("item_id", "proposal"),
    "body": ("name",),
    "category": ("name",),
    "channel": ("kind", "value"),
    "charge": ("description", "membership_id"),
    "charge_adjustment": ("kind", "amount"),
    "classification": ("membership_id", "from_on"),
    "conflict_of_interest": ("person_id", "item_id"),
    "document": ("title",),
    "fee_issue": ("year", "issued_on"),
    "fee_rate": ("category", "size"),
    "fee_reduction": ("membership_id", "percent"),
    "fee_schedule": ("year",),
    "fiscal_year": ("year",),
    "invitation": ("person_id", "membership_id", "organisation_id"),
    "legal_form": ("wording",),
    "meeting": ("body_id", "held_on"),
    "membership": ("organisation_id", "person_id"),
    "membership_event": ("kind", "membership_id"),
    "minutes": ("meeting_id",),
    "minutes_section": ("minutes_id",),
    "movement": ("description", "amount"),
    "movement_split": ("category_id", "amount"),
    "notice_line": ("charge_id",),
    "number_series": ("series", "year"),
    "organisation": ("name",),
    "payer_alias": ("value",),
    "payment": ("received_on", "amount"),
    "person": ("given_name", "family_name"),
    "plan_activity": ("code", "title"),
    "project": ("code", "title"),
    "proxy": ("grantor_id", "holder_id"),
    "recognition": ("authority",),
    "reminder": ("membership_id", "issued_on"),
    "reminder_line": ("charge_id",),
    "saved_view": ("name",),
    "setting": ("key",),
    "seat": ("role", "person_id", "body_id"),
    "stamp_rule": ("document_kind",),
    "statement": ("file_name",),
    "statement_line": ("booked_on", "counterparty", "amount"),
    "statute_rule": ("key",),
    "text_template": ("key",),
    "vote": ("person_id", "choice"),
}
_NUMBERED = {"receipt": "RIC", "payment_notice": "RV"}
_JOINTS = {"person": " ", "project": " ", "plan_activity": " "}
_ROUNDS = 3  # an allocation names its charge, the charge its member, the member its company


def image_of(text: str | None) -> dict[str, Any]:
    """What the log kept of a row; empty where there was none, or it was erased by law."""
    found = json.loads(text) if text else {}
    assert isinstance(found, dict)
    return found


def title_of(table: str, image: Image, names: Names) -> str:
    """What a row is called: `Officine Belletti`, `RIC 2026/0014`."""
    if table in _NUMBERED and image.get("number"):
        return SeriesNumber(_NUMBERED[table], int(image["year"]), int(image["number"])).text
    if table == "resolution":
        return _("no. {number}/{year}").format(number=image["number"], year=image["year"])
    told = [value_text(table, name, image, names) for name in _NAMED_BY[table]]
    return _JOINTS.get(table, " · ").join(part for part in told if part)


def value_text(table: str, name: str, image: Image, names: Names) -> str:
    """A field's value as a person reads it; empty where there is none."""
    stored = image.get(name)
    if stored is None or stored == "":
        return ""
    column = Base.metadata.tables[table].columns[name]
    for key in _keys(column):
        return names.get((key.column.table.name, int(stored)), "") or _bare(stored)
    if isinstance(column.type, TermColumn):
        return _term_text(column.type.vocabulary, stored)
    if isinstance(column.type, MoneyColumn):
        return f"{money_text(Money(int(stored)))} €"
    if isinstance(column.type, Boolean):
        return _("Yes") if stored else _("No")
    if isinstance(column.type, Date):
        return date_text(date.fromisoformat(stored))
    if isinstance(column.type, JsonColumn):
        return _json_text(stored)
    return _plain_text(table, name, str(stored), image)


def field_names(table: str) -> list[str]:
    """The fields that are told of a row, in the order in which the table has them."""
    columns = Base.metadata.tables[table].columns
    return [c.name for c in columns if c.name not in HIDDEN and (table, c.name) not in _INNER]


def referred(table: str, image: Image) -> set[Pair]:
    """The rows that an image points to."""
    return {
        (key.column.table.name, int(image[column.name]))
        for column in Base.metadata.tables[table].columns
        for key in _keys(column)
        if image.get(column.name) is not None
    }


def names_of(session: Session, pairs: Iterable[Pair]) -> dict[Pair, str]:
    """What these rows are called now, also those that are gone: the log knows them all."""
    images: dict[Pair, dict[str, Any]] = {}
    wanted = set(pairs)
    for _round in range(_ROUNDS):
        found = _last_images(session, wanted) if wanted else {}
        images |= found
        wanted = {
            pair
            for (table, _id), image in found.items()
            for pair in _naming(Base.metadata.tables[table], image)
        } - images.keys()
    names: dict[Pair, str] = {}
    for _round in range(_ROUNDS):
        names |= {pair: title_of(pair[0], image, names) for pair, image in images.items() if image}
    return names


def _naming(table: Table, image: Image) -> set[Pair]:
    named_by = _NAMED_BY.get(table.name, ())
    return {
        (key.column.table.name, int(image[column.name]))
        for column in table.columns
        if column.name in named_by and image.get(column.name) is not None
        for key in _keys(column)
    }


def _keys(column: Column[Any]) -> list[ForeignKey]:
    """What points to a record; contents are named by their hash."""
    return [key for key in column.foreign_keys if key.column.table.name != "blob"]


def _last_images(session: Session, pairs: Iterable[Pair]) -> dict[Pair, dict[str, Any]]:
    by_table: dict[str, list[int]] = {}
    for table, row_id in pairs:
        by_table.setdefault(table, []).append(row_id)
    asked = or_(
        *(and_(Change.table_name == name, Change.row_id.in_(ids)) for name, ids in by_table.items())
    )
    last = select(func.max(Change.id)).where(asked).group_by(Change.table_name, Change.row_id)
    query = select(Change.table_name, Change.row_id, Change.after, Change.before)
    rows = session.execute(query.where(Change.id.in_(last)))
    return {(row[0], row[1]): image_of(row[2] or row[3]) for row in rows}


def _term_text(vocabulary: type[Term], code: str) -> str:
    known = {term.value: term for term in vocabulary}
    return known[code].label if code in known else code


def _json_text(stored: Any) -> str:
    value = json.loads(stored) if isinstance(stored, str) else stored
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    if isinstance(value, dict):
        return ", ".join(str(part) for part in value.values())
    return "" if value is None else str(value)


def _plain_text(table: str, name: str, text: str, image: Image) -> str:
    match table, name:
        case "statute_rule", "key":
            return RULES[text].label if text in RULES else text
        case "setting", "key":
            return setting_text(text)
        case "statute_rule", "value":
            return _rule_text(str(image.get("key", "")), text)
        case ("recognition" | "payer_alias", "kind") | ("person", "gender"):
            return _(_CODES.get(text, text))
        case ("stamp_rule", "document_kind") | ("document", "kind"):
            return document_kind_text(text)
        case (("document" | "attachment"), "size"):
            return file_size_text(int(text))
        case _, "media_type":
            return _MEDIA.get(text, text)
    return f"{text[:12]}…" if name.endswith("sha256") else text


def _rule_text(key: str, text: str) -> str:
    try:
        return RULES[key].words(text)
    except (KeyError, ValueError):  # a rule of another version of the program
        return text


_CODES = {
    "f": N_("Feminine"),
    "m": N_("Masculine"),
    "name": N_("Name"),
    "iban": N_("IBAN"),
    "legal_personality": N_("Legal personality"),
    "technology_cluster": N_("Technology cluster of the Region"),
}
_MEDIA = {"application/pdf": "PDF", "text/csv": "CSV"}


def _bare(stored: Any) -> str:
    return _("no. {number}").format(number=stored)
