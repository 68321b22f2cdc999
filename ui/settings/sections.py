"""The parts of the settings in their order, as data; each is built when it is first opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cluster_desk.i18n import N_
from ui.pages.page import Page
from ui.pages.preferences import Preferences
from ui.settings.panel import Panel

Make = Callable[[Page, Preferences], Panel]


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part: its key for links, its words (msgids), and how it is built."""

    key: str
    title: str
    about: str
    make: Make


def _association(page: Page, _preferences: Preferences) -> Panel:
    from ui.settings.association import AssociationPanel  # built when it is first opened

    return AssociationPanel(page)


def _acts(page: Page, _preferences: Preferences) -> Panel:
    from ui.settings.acts import make_acts  # as above

    return make_acts(page)


def _statute(page: Page, _preferences: Preferences) -> Panel:
    from ui.settings.statute import make_statute  # as above

    return make_statute(page)


def _bodies(page: Page, _preferences: Preferences) -> Panel:
    from ui.settings.bodies import make_bodies  # as above

    return make_bodies(page)


def _years(page: Page, _preferences: Preferences) -> Panel:
    from ui.settings.years import make_years  # as above

    return make_years(page)


def _fees(page: Page, _preferences: Preferences) -> Panel:
    from ui.settings.fees import FeesPanel  # as above

    return FeesPanel(page)


def _collecting(page: Page, _preferences: Preferences) -> Panel:
    from ui.settings.collecting import CollectingPanel  # as above

    return CollectingPanel(page)


def _stamps(page: Page, _preferences: Preferences) -> Panel:
    from ui.settings.stamps import make_stamps  # as above

    return make_stamps(page)


def _accounts(page: Page, _preferences: Preferences) -> Panel:
    from ui.settings.money import make_accounts  # as above

    return make_accounts(page)


def _categories(page: Page, _preferences: Preferences) -> Panel:
    from ui.settings.money import make_categories  # as above

    return make_categories(page)


def _plan(page: Page, _preferences: Preferences) -> Panel:
    from ui.settings.plan import make_plan  # as above

    return make_plan(page)


def _texts(page: Page, _preferences: Preferences) -> Panel:
    from ui.settings.texts import TextsPanel  # as above

    return TextsPanel(page)


def _letterhead(page: Page, _preferences: Preferences) -> Panel:
    from ui.settings.letterhead import LetterheadPanel  # as above

    return LetterheadPanel(page)


def _window(page: Page, preferences: Preferences) -> Panel:
    from ui.settings.window import WindowPanel  # as above

    return WindowPanel(page, preferences)


def _keys(page: Page, preferences: Preferences) -> Panel:
    from ui.settings.keys import KeysPanel  # as above

    return KeysPanel(page, preferences)


def _desk(page: Page, preferences: Preferences) -> Panel:
    from ui.settings.desk import DeskPanel  # as above

    return DeskPanel(page, preferences)


PARTS = (
    Part(
        key="association",
        title=N_("Association"),
        about=N_("Name, codes and seat, as documents carry them."),
        make=_association,
    ),
    Part(
        key="acts",
        title=N_("Legal form and acts"),
        about=N_("What the association is by law, from which day on."),
        make=_acts,
    ),
    Part(
        key="statute",
        title=N_("Rules of the statute"),
        about=N_("Terms, quorums, majorities: each with its article, compared or not."),
        make=_statute,
    ),
    Part(
        key="bodies",
        title=N_("Bodies"),
        about=N_("Assembly, board, control body: what each is, and until when."),
        make=_bodies,
    ),
    Part(
        key="years",
        title=N_("Fiscal years"),
        about=N_("The years of accounts."),
        make=_years,
    ),
    Part(
        key="fees",
        title=N_("Fee table"),
        about=N_("What a year costs, by category and size."),
        make=_fees,
    ),
    Part(
        key="collecting",
        title=N_("Collection"),
        about=N_("Where fees are paid, reminders, interest, cash, who has no vote."),
        make=_collecting,
    ),
    Part(
        key="stamps",
        title=N_("Stamp duty"),
        about=N_("How it is met on receipts and requests, and who confirmed it."),
        make=_stamps,
    ),
    Part(
        key="accounts",
        title=N_("Accounts"),
        about=N_("Bank, cash, cards."),
        make=_accounts,
    ),
    Part(
        key="categories",
        title=N_("Categories"),
        about=N_("What money comes in and goes out for."),
        make=_categories,
    ),
    Part(
        key="plan",
        title=N_("Projects and plan"),
        about=N_("What movements and meetings are reported for."),
        make=_plan,
    ),
    Part(
        key="texts",
        title=N_("Texts of documents"),
        about=N_("The words of convocations, minutes, letters and receipts."),
        make=_texts,
    ),
    Part(
        key="letterhead",
        title=N_("Letterhead"),
        about=N_("The head of every document, with your logo."),
        make=_letterhead,
    ),
    Part(
        key="window",
        title=N_("Window and language"),
        about=N_("How the program looks on this computer."),
        make=_window,
    ),
    Part(
        key="keys",
        title=N_("Shortcuts"),
        about=N_("The keys of every command, and yours."),
        make=_keys,
    ),
    Part(
        key="desk",
        title=N_("Desk and backups"),
        about=N_("Where everything is kept, and the copies of it."),
        make=_desk,
    ),
)
