"""Write the history triggers from the metadata, so that no write can pass unlogged (HISTORY.md).

The open change set is the one without hash. Names of our triggers begin with log_, keep_, fix_
or final_; `install` compares their text with the database and repairs what differs.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import cache

from sqlalchemy import Connection, LargeBinary, Table, text

from cluster_desk.store.base import tracked_tables

LOG_TABLES = ("change", "change_set", "change_seal")
_OPEN = "(SELECT id FROM change_set WHERE hash IS NULL)"
_VERBS = (("I", "INSERT"), ("U", "UPDATE"), ("D", "DELETE"))


def install(connection: Connection) -> list[str]:
    """Make the database's triggers ours; the names of those that were missing, stale or foreign."""
    if connection.dialect.name == "postgresql":
        return _install_postgresql(connection)
    return _install_sqlite(connection)


def differences(connection: Connection) -> list[str]:
    """Names of triggers that are missing, stale or not ours, without touching anything."""
    if connection.dialect.name == "postgresql":
        names = connection.exec_driver_sql(
            "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
        ).scalars()
        have, want = _functions(connection), _postgresql_functions()
        stale = {name for name, body in want.items() if have.get(name) != body}
        return sorted(set(_postgresql_names()) ^ set(names) | stale)
    have, want = _sqlite_installed(connection), sqlite_triggers()
    return sorted(name for name in have.keys() | want.keys() if have.get(name) != want.get(name))


def _sqlite_installed(connection: Connection) -> dict[str, str]:
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type='trigger'")
    return {row.name: row.sql for row in rows}


def _install_sqlite(connection: Connection) -> list[str]:
    have, want = _sqlite_installed(connection), sqlite_triggers()
    wrong = [name for name in have.keys() | want.keys() if have.get(name) != want.get(name)]
    for name in wrong:
        if name in have:
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        if name in want:
            connection.exec_driver_sql(want[name])
    return sorted(wrong)


@cache
def sqlite_triggers() -> dict[str, str]:
    """Name to CREATE TRIGGER, all of them."""
    made: dict[str, str] = {}

    def add(name: str, head: str, body: str) -> None:
        made[name] = f"CREATE TRIGGER {name} {head} BEGIN {body}; END"

    for table in tracked_tables():
        for name, head, body in _sqlite_of(table):
            add(name, head, body)
    for name in LOG_TABLES:
        add(f"keep_{name}_d", f"BEFORE DELETE ON {name}", _stop("append-only"))
    erasing = "EXISTS(SELECT 1 FROM change_set WHERE hash IS NULL AND kind='erase')"
    add(
        "keep_change_u",
        "BEFORE UPDATE ON change WHEN NEW.before IS NOT NULL OR NEW.after IS NOT NULL"
        " OR NEW.id<>OLD.id OR NEW.change_set_id<>OLD.change_set_id OR NEW.op<>OLD.op"
        f" OR NEW.table_name<>OLD.table_name OR NEW.row_id<>OLD.row_id OR NOT {erasing}",
        _stop("append-only"),
    )
    add(
        "keep_change_set_u",
        "BEFORE UPDATE ON change_set WHEN OLD.hash IS NOT NULL",
        _stop("append-only"),
    )
    add(
        "keep_change_seal_u",
        "BEFORE UPDATE ON change_seal WHEN NEW.commitments IS NOT OLD.commitments"
        f" OR NEW.change_set_id<>OLD.change_set_id OR NOT {erasing}",
        _stop("append-only"),
    )
    add("keep_blob_u", "BEFORE UPDATE ON blob", _stop("append-only"))
    for name, taken in _TAKEN.items():
        # a connection with recursive_triggers off, as other tools open them, fires no delete
        # trigger for the rows that INSERT OR REPLACE throws out
        head = f"BEFORE INSERT ON {name} WHEN EXISTS(SELECT 1 FROM {name} WHERE {taken})"
        add(f"keep_{name}_i", head, _stop("append-only"))
    return made


_TAKEN = {
    "change": "id=NEW.id",
    "change_set": "id=NEW.id OR seq=NEW.seq OR request_id=NEW.request_id",
    "change_seal": "change_set_id=NEW.change_set_id",
    "blob": "sha256=NEW.sha256",
}
"""What makes a row of the log the same as one that is there already."""


def _stop(why: str) -> str:
    return f"SELECT RAISE(ABORT,'desk:{why}')"


def _sqlite_of(table: Table) -> Iterator[tuple[str, str, str]]:
    name = table.name
    for letter, verb in _VERBS:
        row = "OLD" if letter == "D" else "NEW"
        before = "NULL" if letter == "I" else image(table, "OLD")
        after = "NULL" if letter == "D" else image(table, "NEW")
        # RAISE, not NOT NULL: OR IGNORE of the outer statement would swallow that one here
        body = (
            "INSERT INTO change(change_set_id,table_name,row_id,op,before,after) "
            f"VALUES(coalesce({_OPEN},RAISE(ABORT,'desk:no change set')),"
            f"'{name}',{row}.id,'{letter}',{before},{after})"
        )
        yield f"log_{name}_{letter.lower()}", f"AFTER {verb} ON {name}", body
    yield (
        f"fix_{name}_id",
        f"BEFORE UPDATE OF id ON {name} WHEN OLD.id<>NEW.id",
        _stop("id"),
    )
    if "final" in table.info:
        when = f"({table.info['final']})"
        changed = f"({_really_differs(table, 'IS NOT')})"
        stop = _stop(f"final:{name}")
        yield f"final_{name}_u", f"BEFORE UPDATE ON {name} WHEN {when} AND {changed}", stop
        yield f"final_{name}_d", f"BEFORE DELETE ON {name} WHEN {when}", stop


def image(table: Table, side: str) -> str:
    """The JSON text, in SQLite's own words, that the log keeps of a row."""
    parts = []
    for column in table.columns:
        stored = f'{side}."{column.name}"'
        if isinstance(column.type, LargeBinary):
            # JSON cannot hold a BLOB, and hex(NULL) is ''
            stored = f"CASE WHEN {stored} IS NOT NULL THEN hex({stored}) END"
        parts.append(f"'{column.name}',{stored}")
    return f"json_object({','.join(parts)})"


def _really_differs(table: Table, operator: str) -> str:
    free = table.info.get("may_change", frozenset())
    columns = [column.name for column in table.columns if column.name not in free]
    return " OR ".join(f'OLD."{name}" {operator} NEW."{name}"' for name in columns)


# ── PostgreSQL ────────────────────────────────────────────────────────────────────────────────
_FUNCTIONS = (
    """CREATE OR REPLACE FUNCTION desk_stop() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'desk:%', TG_ARGV[0] USING ERRCODE='23001'; END $$""",
    """CREATE OR REPLACE FUNCTION desk_erasing() RETURNS boolean LANGUAGE sql AS $$
  SELECT EXISTS(SELECT 1 FROM change_set WHERE kind='erase'
    AND id = nullif(current_setting('desk.change_set', true),'')::bigint) $$""",
)
_LOGGED = {
    "i": ("id,'I',NULL,to_jsonb(n)::text", "n", "INSERT", "NEW TABLE AS n"),
    "u": (
        "n.id,'U',to_jsonb(o)::text,to_jsonb(n)::text",
        "n JOIN o ON o.id=n.id",
        "UPDATE",
        "OLD TABLE AS o NEW TABLE AS n",
    ),
    "d": ("id,'D',to_jsonb(o)::text,NULL", "o", "DELETE", "OLD TABLE AS o"),
}


def postgresql_statements() -> list[str]:
    """All functions and triggers, in the order in which they can be created again."""
    made = list(_FUNCTIONS)
    for letter, (columns, source, _, _) in _LOGGED.items():
        # row ids are ordered so that the log of one statement is the same on every run
        made.append(
            f"""CREATE OR REPLACE FUNCTION desk_log_{letter}() RETURNS trigger
LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO change(change_set_id,table_name,row_id,op,before,after)
  SELECT current_setting('desk.change_set')::bigint, TG_TABLE_NAME, {columns}
    FROM {source} ORDER BY 3;
  RETURN NULL; END $$"""
        )
    for table in tracked_tables():
        made.extend(_postgresql_of(table))
    for name in LOG_TABLES:
        made.append(_guard(f"keep_{name}_d", f"BEFORE DELETE ON {name}", "append-only"))
        made.append(_guard(f"keep_{name}_t", f"BEFORE TRUNCATE ON {name}", "append-only"))
    made.append(_guard("keep_change_u", _PG_CHANGE, "append-only"))
    made.append(
        _guard(
            "keep_change_set_u",
            "BEFORE UPDATE ON change_set WHEN OLD.hash IS NOT NULL",
            "append-only",
        )
    )
    made.append(
        _guard(
            "keep_change_seal_u",
            "BEFORE UPDATE ON change_seal WHEN NEW.commitments<>OLD.commitments"
            " OR NOT desk_erasing()",
            "append-only",
        )
    )
    made.append(_guard("keep_blob_u", "BEFORE UPDATE ON blob", "append-only"))
    return made


_PG_CHANGE = (
    "BEFORE UPDATE ON change WHEN NEW.before IS NOT NULL OR NEW.after IS NOT NULL"
    " OR (NEW.id,NEW.change_set_id,NEW.table_name,NEW.row_id,NEW.op)"
    "<>(OLD.id,OLD.change_set_id,OLD.table_name,OLD.row_id,OLD.op) OR NOT desk_erasing()"
)


def _guard(name: str, head: str, why: str) -> str:
    start, _, condition = head.partition(" WHEN ")
    each = "STATEMENT" if "TRUNCATE" in head else "ROW"
    when = f" WHEN ({condition})" if condition else ""
    return (
        f"CREATE OR REPLACE TRIGGER {name} {start} FOR EACH {each}{when}"
        f" EXECUTE FUNCTION desk_stop('{why}')"
    )


def _postgresql_of(table: Table) -> Iterator[str]:
    name = table.name
    for letter, (_, _, verb, reference) in _LOGGED.items():
        yield (
            f"CREATE OR REPLACE TRIGGER log_{name}_{letter} AFTER {verb} ON {name} "
            f"REFERENCING {reference} FOR EACH STATEMENT EXECUTE FUNCTION desk_log_{letter}()"
        )
    yield _guard(f"keep_{name}_t", f"BEFORE TRUNCATE ON {name}", "truncate")
    yield _guard(f"fix_{name}_id", f"BEFORE UPDATE OF id ON {name} WHEN OLD.id<>NEW.id", "id")
    if "final" in table.info:
        yield from _final_postgresql(table)


def _final_postgresql(table: Table) -> Iterator[str]:
    name, condition = table.name, table.info["final"]
    changed = _really_differs(table, "IS DISTINCT FROM")
    if "SELECT" not in condition:
        why = f"final:{name}"
        head = f"BEFORE UPDATE ON {name} WHEN ({condition}) AND ({changed})"
        yield _guard(f"final_{name}_u", head, why)
        yield _guard(f"final_{name}_d", f"BEFORE DELETE ON {name} WHEN {condition}", why)
        return
    # WHEN takes no subquery: the condition over a parent goes into a function of the table's own
    for letter, verb, test, row in (
        ("u", "UPDATE", f"({condition}) AND ({changed})", "NEW"),
        ("d", "DELETE", f"({condition})", "OLD"),
    ):
        yield (
            f"CREATE OR REPLACE FUNCTION desk_final_{name}_{letter}() RETURNS trigger "
            f"LANGUAGE plpgsql AS $$ BEGIN IF {test} THEN RAISE EXCEPTION 'desk:final:{name}'"
            f" USING ERRCODE='23001'; END IF; RETURN {row}; END $$"
        )
        yield (
            f"CREATE OR REPLACE TRIGGER final_{name}_{letter} BEFORE {verb} ON {name}"
            f" FOR EACH ROW EXECUTE FUNCTION desk_final_{name}_{letter}()"
        )


def _postgresql_names() -> list[str]:
    prefix = "CREATE OR REPLACE TRIGGER "
    return [made.split()[4] for made in postgresql_statements() if made.startswith(prefix)]


def _install_postgresql(connection: Connection) -> list[str]:
    wanted = postgresql_statements()
    mark = hashlib.sha256("\n".join(wanted).encode()).hexdigest()
    wrong = differences(connection)
    installed = (
        connection.execute(text("SELECT obj_description('desk_stop'::regproc)")).scalar()
        if "desk_stop" in _functions(connection)
        else None
    )
    if not wrong and installed == mark:
        return []
    for statement in wanted:
        connection.exec_driver_sql(statement.replace("%", "%%"))
    connection.exec_driver_sql(f"COMMENT ON FUNCTION desk_stop() IS '{mark}'")
    return wrong


def _functions(connection: Connection) -> dict[str, str]:
    rows = connection.exec_driver_sql(
        "SELECT proname, prosrc FROM pg_proc WHERE proname LIKE 'desk_%%'"
    )
    return {row.proname: row.prosrc for row in rows}


def _postgresql_functions() -> dict[str, str]:
    """Name to body, which PostgreSQL keeps as it was written."""
    function = re.compile(r"FUNCTION (\w+)\(.*?\$\$(.*)\$\$", re.DOTALL)
    made = (function.search(statement) for statement in postgresql_statements())
    return {found[1]: found[2] for found in made if found}
