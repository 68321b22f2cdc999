"""Say where in the manual F1 leads: from each page, from its parts, and from an open entry."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ui.help.manual import OF_PLACE
from ui.kit.sheet import SideSheet
from ui.pages.entry_sheet import EntrySheet
from ui.pages.page import Page

OF_PAGE: Mapping[str, str] = MappingProxyType(
    {
        "archive.page": "archivio",
        "fees.account_page": "quote#estratto-conto-e-fogli",
        "fees.issue_page": "quote#emettere-le-quote",
        "fees.page": "quote",
        "fees.run_page": "quote",
        "fees.run_page/issue_notices": "quote#chiedere-il-versamento",
        "fees.run_page/issue_receipts": "quote#rilasciare-le-ricevute",
        "fees.run_page/remind": "quote#sollecitare",
        "help.page": "indice",
        "history.operation_page": "storia#una-operazione",
        "history.page": "storia",
        "home.page": "cruscotto",
        "meetings.meeting_page": "sedute#aprire-la-seduta",
        "meetings.meeting_page/items": "sedute#votare",
        "meetings.meeting_page/presence": "sedute#le-presenze",
        "meetings.minutes_page": "verbali",
        "meetings.page": "sedute",
        "meetings.plan_page": "sedute#programmare-e-convocare",
        "meetings.seats_page": "sedute#organi-e-cariche",
        "members.form_page": "soci#inserire-e-modificare",
        "members.importing": "soci#importare-il-libro-soci",
        "members.page": "soci",
        "pages.lists.apart": "indice#gli-elenchi",
        "pages.lists.apart/members": "soci#la-scheda",
        "pages.lists.apart/seats": "sedute#organi-e-cariche",
        "pages.lists.apart/treasury": "banca",
        "pages.preview_page": "archivio#vedere-stampare-salvare",
        "settings.page": "impostazioni",
        "settings.page/accounts": "impostazioni#conti-categorie-progetti-e-piano",
        "settings.page/acts": "impostazioni#forma-giuridica-e-atti",
        "settings.page/association": "impostazioni#associazione",
        "settings.page/collecting": "impostazioni#incasso-delle-quote",
        "settings.page/stamps": "impostazioni#imposta-di-bollo",
        "settings.page/bodies": "impostazioni#organi",
        "settings.page/categories": "impostazioni#conti-categorie-progetti-e-piano",
        "settings.page/desk": "impostazioni#archivio-e-copie",
        "settings.page/fees": "impostazioni#tabella-quote",
        "settings.page/keys": "impostazioni#scorciatoie",
        "settings.page/letterhead": "impostazioni#carta-intestata",
        "settings.page/plan": "impostazioni#conti-categorie-progetti-e-piano",
        "settings.page/statute": "impostazioni#regole-dello-statuto",
        "settings.page/texts": "impostazioni#testi-dei-documenti",
        "settings.page/window": "impostazioni#finestra-e-lingua",
        "settings.page/years": "impostazioni#esercizi",
        "tables.page": "tavoli",
        "tables.table_page": "tavoli#il-registro-presenze",
        "tables.table_page/actions": "tavoli#gli-impegni",
        "tables.table_page/meetings": "tavoli#la-riunione",
        "tables.table_page/people": "tavoli#chi-partecipa",
        "tables.table_page/register": "tavoli#il-registro-presenze",
        "treasury.importing": "banca#importare-un-estratto-conto",
        "treasury.page": "banca",
        "treasury.reconcile_page": "riconciliazione",
    }
)
"""By the module of a page, and after a stroke the part of it that is seen."""

OF_ENTRY: Mapping[str, str] = MappingProxyType(
    {
        "add_charge": "quote#ridurre-o-esonerare",
        "adjust_charge": "quote#ridurre-o-esonerare",
        "classify_member": "soci#recesso-sospensione-esclusione",
        "collect_payment": "quote#registrare-un-incasso",
        "convene_meeting": "sedute#programmare-e-convocare",
        "correct_minutes": "verbali#correggere-un-verbale-approvato",
        "end_seat": "sedute#organi-e-cariche",
        "join_table": "tavoli#chi-partecipa",
        "note_mandate": "quote#ridurre-o-esonerare",
        "open_account": "banca#registrare-a-mano",
        "post_movement": "banca#registrare-a-mano",
        "record_membership_event": "soci#recesso-sospensione-esclusione",
        "set_minutes_state": "verbali#approvare",
        "transfer_money": "banca#registrare-a-mano",
        "void_receipt": "quote#rilasciare-le-ricevute",
    }
)
"""By the use-case that an open sheet asks for, where its page does not say it at once."""


OF_SHEET: Mapping[str, str] = MappingProxyType(
    {"ErasingSheet": "archivio-e-sicurezza#cancellare-i-dati-di-una-persona"}
)
"""By what an open sheet holds that is no entry."""


def topic_of(page: Page, place: str) -> str:
    """As in a link: the page of the manual, and perhaps its heading after a number sign."""
    entries = [sheet for sheet in page.findChildren(EntrySheet) if sheet.isVisible()]
    sheets = [sheet for sheet in page.findChildren(SideSheet) if sheet.isVisible()]
    module = type(page).__module__.removeprefix("ui.")
    for found in (
        OF_SHEET.get(type(sheets[-1].content).__name__) if sheets else None,
        OF_ENTRY.get(entries[-1].entry.use_case.__name__) if entries else None,
        OF_PAGE.get(f"{module}/{page.part()}"),
        OF_PAGE.get(module),
    ):
        if found is not None:
            return found
    return OF_PLACE[place]
