"""Be the program of a version to come, two invented steps from today's schema.

No version is released yet. These steps prove the way that every later one will go (RELIABILITY
§8, items 2 and 14), from a schema kept as SQL text, as that of each release will be.
"""

from __future__ import annotations

import itertools
import json
import shutil
from multiprocessing.connection import Connection
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from cluster_desk.desk import Desk
from cluster_desk.store import check, engine, images, opening, schema, triggers
from cluster_desk.store.base import Base, Record, ref, tracked
from cluster_desk.store.tables.fees import Payment
from cluster_desk.store.tables.members import Organisation
from tests.faults.acting import CLOCK, READY

HEAD = "0003"


def lay_steps(template: Path, folder: Path) -> Path:
    """The migrations of that program: today's schema frozen as its SQL text, and two steps."""
    shutil.copytree(Path(__file__).with_name("migrations"), folder)
    shutil.copy(schema.migrations_folder() / "env.py", folder)
    opened = engine.make_engine(template, read_only=True)
    with opened.connect() as connection:
        shape = schema.shape(connection)
    opened.dispose()
    made = [sql for name, sql in shape.items() if name.startswith(("table ", "index "))]
    frozen = [sql for sql in made if "alembic_version" not in sql]
    path = folder / "versions" / "0001_first_schema.json"
    path.write_text(json.dumps(frozen), encoding="utf-8")
    return folder


def become(steps: Path) -> None:
    """From here on this process is that program; never call it in the process of the tests."""
    schema.HEAD = HEAD
    schema.migrations_folder = lambda: steps
    Organisation.region = mapped_column(String(40), index=True, server_default="", nullable=False)
    Base.metadata.tables["organisation"].c.sector.type = String(200)
    Payment.till = mapped_column(String(20), nullable=True)

    class AddressBook(Record, Base):
        """Rows that were channels."""

        __tablename__ = "address_book"
        organisation_id: Mapped[int] = mapped_column(ref("organisation", ondelete="CASCADE"))
        value: Mapped[str] = mapped_column(String(200))
        __table_args__ = tracked("members")

    triggers.sqlite_triggers.cache_clear()  # written from today's models
    images.unlogged.cache_clear()


def create(steps: str, path: str, answers: Connection) -> None:
    """A new desk of that program."""
    become(Path(steps))
    opening.create(path)
    answers.send(READY)


def faults(location: str | Path) -> list[str]:
    """What that program's own check says of a desk."""
    with Desk.open(location, clock=CLOCK) as desk:
        return [fault.message for fault in desk.read(lambda s: check.faults(s.connection()))]


def differences(location: str | Path) -> list[str]:
    """Where the tables that the steps made are not what that program's models say."""
    opened = engine.make_engine(location)
    try:
        with opened.connect() as connection:
            found = MigrationContext.configure(connection, opts={"compare_type": True})
            return [str(each) for each in compare_metadata(found, Base.metadata)]
    finally:
        opened.dispose()


def upgrade(old: str, folder: str, answers: Connection) -> None:
    """Open copies of an old desk for ever; each is told once it is open."""
    answers.send(READY)
    for turn in itertools.count():
        path = Path(folder) / f"{turn}.desk"
        shutil.copyfile(old, path.with_suffix(".draft")).replace(path)
        Desk.open(path, clock=CLOCK).close()
        answers.send(str(path))


def upgrade_by_parts(old: str, folder: str, answers: Connection) -> None:
    """The same, wrongly: no transaction holds the steps together."""
    engine._begin_sqlite = lambda connection: None
    upgrade(old, folder, answers)
