"""What can be done on the members' page, as data."""

from __future__ import annotations

from typing import Any

from cluster_desk.i18n import N_
from ui.members.spec import MEMBERS
from ui.pages.actions import Action
from ui.pages.lists.actions import has_list, has_one, list_actions

_Page = Any  # MembersPage, which imports this module


def _has_organisation(page: _Page) -> bool:
    row_id = page.body.table.current_id()
    record = None if row_id is None else page.list.model.cache.record(row_id)
    return record is not None and record.organisation_id is not None


def _add(page: _Page) -> None:
    from ui.members.form_page import MemberFormPage  # opened now and then

    page.page_wanted.emit(MemberFormPage(page.workspace))


def _edit(page: _Page) -> None:
    from ui.members.form_page import MemberFormPage  # as above

    row_id = page.body.table.current_id()
    if row_id is not None:
        page.page_wanted.emit(MemberFormPage(page.workspace, row_id))


def _duplicate(page: _Page) -> None:
    from ui.members.form_page import MemberFormPage  # as above

    row_id = page.body.table.current_id()
    if row_id is not None:
        page.page_wanted.emit(MemberFormPage(page.workspace, like=row_id))


def _has_people(page: _Page) -> bool:
    return bool(page.card.people())


def _erase(page: _Page) -> None:
    from ui.pages.erasing import open_erasing  # as above

    people = page.card.people()
    # of several the person is chosen in the sheet: what goes cannot be brought back
    open_erasing(page, people[0] if len(people) == 1 else None)


def _record_event(page: _Page) -> None:
    from ui.members.event_sheet import open_event_sheet  # as above

    row_id = page.body.table.current_id()
    if row_id is not None:
        record = page.list.model.cache.record(row_id)
        open_event_sheet(page, row_id, record.name if record else "")


def _classify(page: _Page) -> None:
    from ui.members.class_sheet import open_class_sheet  # as above

    row_id = page.body.table.current_id()
    record = None if row_id is None else page.list.model.cache.record(row_id)
    if record is not None:
        open_class_sheet(page, record)


def _represent(page: _Page) -> None:
    from ui.members.representative_sheets import open_representative_sheet  # as above

    row_id = page.body.table.current_id()
    record = None if row_id is None else page.list.model.cache.record(row_id)
    if record is not None:
        open_representative_sheet(page, record)


def _is_represented(page: _Page) -> bool:
    return _has_organisation(page) and page.card.is_represented()


def _end_representing(page: _Page) -> None:
    from ui.members.representative_sheets import open_end_sheet  # as above

    row_id = page.body.table.current_id()
    if row_id is not None:
        open_end_sheet(page, row_id)


def _pay(page: _Page) -> None:
    from ui.fees.payment_sheet import open_payment_sheet  # as above

    row_id = page.body.table.current_id()
    if row_id is not None:
        open_payment_sheet(page, row_id)


def _account(page: _Page) -> None:
    from ui.fees.account_page import open_account  # as above

    row_id = page.body.table.current_id()
    if row_id is not None:
        open_account(page, row_id)


def _import(page: _Page) -> None:
    from ui.members.importing import choose_file  # as above

    choose_file(page)


def _export_all(page: _Page) -> None:
    from ui.members.exporting import export_all  # as above

    export_all(page, page.list.question)


def _export_register(page: _Page) -> None:
    from ui.members.exporting import export_register  # as above

    export_register(page, page.list.question.on)


MEMBERS_ACTIONS = (
    Action(
        id="members.new",
        text=N_("New member"),
        menu="file",
        icon="plus",
        keys=("Ctrl+N",),
        run=_add,
    ),
    Action(
        id="members.import",
        text=N_("Import"),
        menu="file",
        group=1,
        icon="upload",
        keys=("Ctrl+O",),
        run=_import,
    ),
    Action(
        id="members.export_all",
        text=N_("Export everything, with addresses"),
        menu="file",
        group=1,
        icon="file-spreadsheet",
        enabled=has_list,
        run=_export_all,
    ),
    Action(
        id="members.register",
        text=N_("Register of members as PDF"),
        menu="file",
        group=1,
        icon="file-text",
        keys=("Ctrl+Shift+P",),
        enabled=has_list,
        run=_export_register,
    ),
    *list_actions(MEMBERS),
    Action(
        id="members.edit",
        text=N_("Edit"),
        menu="record",
        icon="pencil",
        keys=("F2",),
        enabled=_has_organisation,
        run=_edit,
    ),
    Action(
        id="members.duplicate",
        text=N_("Duplicate"),
        menu="record",
        icon="copy",
        keys=("Ctrl+D",),
        enabled=_has_organisation,
        run=_duplicate,
    ),
    Action(
        id="members.event",
        text=N_("Record an event"),
        menu="record",
        icon="calendar-clock",
        keys=("Ctrl+Shift+E",),
        enabled=has_one,
        run=_record_event,
    ),
    Action(
        id="members.classify",
        text=N_("Change category or size"),
        menu="record",
        icon="scale",
        keys=("Ctrl+Shift+K",),
        enabled=has_one,
        run=_classify,
    ),
    Action(
        id="members.represent",
        text=N_("New representative…"),
        menu="record",
        icon="user-plus",
        keys=("Ctrl+R",),
        enabled=_has_organisation,
        run=_represent,
    ),
    Action(
        id="members.end_representing",
        text=N_("End a representation…"),
        menu="record",
        icon="user-minus",
        keys=("Ctrl+Shift+R",),
        enabled=_is_represented,
        run=_end_representing,
    ),
    Action(
        id="members.pay",
        text=N_("Record a payment"),
        menu="record",
        group=1,
        icon="banknote",
        keys=("Ctrl+I",),
        enabled=has_one,
        run=_pay,
    ),
    Action(
        id="members.account",
        text=N_("Statement of account"),
        menu="record",
        group=1,
        icon="book-open-text",
        keys=("Ctrl+Shift+C",),
        enabled=has_one,
        run=_account,
    ),
    Action(
        id="members.erase",
        text=N_("Erase the person’s data by law…"),
        menu="record",
        group=9,
        icon="user-x",
        enabled=_has_people,
        run=_erase,
    ),
)

ON_A_ROW = (
    "members.edit",
    "members.duplicate",
    "members.event",
    "members.classify",
    "members.represent",
    "members.end_representing",
    "members.pay",
    "members.account",
    "members.copy",
    "members.erase",
)
"""What the menu on a row of the list offers."""
