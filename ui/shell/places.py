"""The places of the navigation, as data; a place stands here from the day it works."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cluster_desk.i18n import N_
from ui.pages.page import Page
from ui.pages.preferences import Preferences
from ui.work.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place: `make` builds its page when it is first opened; `foot` stands at the bottom.

    `creates` are the actions of its page (id, text) that enter something new, offered everywhere.
    """

    key: str
    title: str
    icon: str
    keys: str
    make: Callable[[Workspace, Preferences], Page]
    foot: bool = False
    creates: tuple[tuple[str, str], ...] = ()


def _home(workspace: Workspace, preferences: Preferences) -> Page:
    from ui.home.page import HomePage  # a page is imported when it is first opened

    return HomePage(workspace, preferences)


def _members(workspace: Workspace, preferences: Preferences) -> Page:
    from ui.members.page import MembersPage  # a page is imported when it is first opened

    return MembersPage(workspace, preferences)


def _fees(workspace: Workspace, preferences: Preferences) -> Page:
    from ui.fees.page import FeesPage  # as above

    return FeesPage(workspace, preferences)


def _meetings(workspace: Workspace, preferences: Preferences) -> Page:
    from ui.meetings.page import MeetingsPage  # as above

    return MeetingsPage(workspace, preferences)


def _tables(workspace: Workspace, preferences: Preferences) -> Page:
    from ui.tables.page import TablesPage  # as above

    return TablesPage(workspace, preferences)


def _archive(workspace: Workspace, preferences: Preferences) -> Page:
    from ui.archive.page import ArchivePage  # as above

    return ArchivePage(workspace, preferences)


def _settings(workspace: Workspace, preferences: Preferences) -> Page:
    from ui.settings.page import SettingsPage  # as above

    return SettingsPage(workspace, preferences)


def _help(workspace: Workspace, _preferences: Preferences) -> Page:
    from ui.help.page import HelpPage  # as above

    return HelpPage(workspace)


def _treasury(workspace: Workspace, preferences: Preferences) -> Page:
    from ui.treasury.page import TreasuryPage  # as above

    return TreasuryPage(workspace, preferences)


_KEYS = ("home", "members", "fees", "treasury", "meetings", "tables", "archive", "settings", "help")
PAGES = (
    "PySide6.QtPdf",  # takes as long as a page
    *(f"ui.{key}.page" for key in _KEYS),
    "ui.settings.association",
)
"""The modules of the pages, for whoever imports them ahead."""

PLACES = (
    Place(
        key="home",
        title=N_("Overview"),
        icon="layout-dashboard",
        keys="Ctrl+1",
        make=_home,
    ),
    Place(
        key="members",
        title=N_("Members"),
        icon="users",
        keys="Ctrl+2",
        make=_members,
        creates=(("members.new", N_("New member")),),
    ),
    Place(
        key="fees",
        title=N_("Fees"),
        icon="receipt-euro",
        keys="Ctrl+3",
        make=_fees,
        creates=(("fees.issue", N_("Issue the fees")),),
    ),
    Place(
        key="treasury",
        title=N_("Bank and journal"),
        icon="landmark",
        keys="Ctrl+4",
        make=_treasury,
        creates=(("treasury.new", N_("New movement")),),
    ),
    Place(
        key="meetings",
        title=N_("Meetings and minutes"),
        icon="gavel",
        keys="Ctrl+5",
        make=_meetings,
        creates=(("meetings.new", N_("Plan a meeting")),),
    ),
    Place(
        key="tables",
        title=N_("Working tables"),
        icon="messages-square",
        keys="Ctrl+6",
        make=_tables,
        creates=(("tables.new", N_("New working table")),),
    ),
    Place(
        key="archive",
        title=N_("Archive"),
        icon="archive",
        keys="Ctrl+7",
        make=_archive,
    ),
    Place(
        key="settings",
        title=N_("Settings"),
        icon="settings",
        keys="Ctrl+,",
        make=_settings,
        foot=True,
    ),
    Place(
        key="help", title=N_("Manual"), icon="circle-help", keys="Ctrl+F1", make=_help, foot=True
    ),
)
