"""Name the texts the program ships, and read them from resources/texts."""

from __future__ import annotations

from functools import cache

from cluster_desk import paths
from cluster_desk.domain.terms import Term
from cluster_desk.i18n import N_
from cluster_desk.reports.texts.template import Template

LANGUAGE = "it"
"""What the association's documents are written in; a text may be shipped in others too."""

EVERYWHERE = frozenset(
    {
        "association_name",
        "association_address",
        "association_tax_code",
        "place",
        "document_date",
        "document_date_long",
        "president_title",
        "president_title_cap",
        "president_title_of",
        "president_name",
    }
)
"""What every text may print besides what its shipped version prints."""


class TextKey(Term):
    """A text that can be edited: the name of its file, and its name in the editor."""

    BOARD_CONVOCATION = "convocation.board", N_("Convocation of the board")
    ASSEMBLY_CONVOCATION = "convocation.assembly", N_("Convocation of the assembly")
    ASSEMBLY_VALIDITY = "convocation.assembly.validity", N_("Convocation: when it is valid")
    ASSEMBLY_VOTING = "convocation.assembly.voting", N_("Convocation: votes and proxies")
    PROXY_FORM = "proxy.form", N_("Proxy form")
    BOARD_OPENING = "minutes.board.opening", N_("Board minutes: opening")
    BOARD_PRESENCE = "minutes.board.presence", N_("Board minutes: who is present")
    BOARD_QUORUM = "minutes.board.quorum", N_("Board minutes: the meeting is valid")
    BOARD_TOTALITARIAN = "minutes.board.quorum.totalitarian", N_("Board minutes: all are present")
    BOARD_NO_QUORUM = "minutes.board.quorum.missing", N_("Board minutes: no quorum")
    ASSEMBLY_OPENING = "minutes.assembly.opening", N_("Assembly minutes: opening")
    ASSEMBLY_QUORUM = "minutes.assembly.quorum", N_("Assembly minutes: the meeting is valid")
    ASSEMBLY_DESERTED = "minutes.assembly.deserted", N_("Minutes of a deserted assembly")
    ITEM = "minutes.item", N_("Minutes: an agenda item")
    ITEM_ACKNOWLEDGMENT = "minutes.item.acknowledgment", N_("Minutes: acknowledgment")
    ITEM_POSTPONED = "minutes.item.postponed", N_("Minutes: item postponed")
    ITEM_CORRECTION = "minutes.item.correction", N_("Minutes: correction of earlier minutes")
    RESOLUTION_UNANIMOUS = "resolution.unanimous", N_("Resolution by all")
    RESOLUTION_VOTES = "resolution.votes", N_("Resolution: votes counted")
    RESOLUTION_MAJORITY = "resolution.majority", N_("Resolution by majority")
    RESOLUTION_CASTING_VOTE = "resolution.casting_vote", N_("Resolution: casting vote")
    RESOLUTION_REJECTED = "resolution.rejected", N_("Proposal not approved")
    RESOLUTION_SECRET = "resolution.secret", N_("Resolution: secret ballot")
    RESOLUTION_DISSENT = "resolution.dissent", N_("Resolution: reasons of a dissent")
    CONFLICT = "minutes.conflict", N_("Minutes: conflict of interest")
    ARRIVAL = "minutes.arrival", N_("Minutes: somebody arrives")
    DEPARTURE = "minutes.departure", N_("Minutes: somebody leaves")
    SUSPENSION = "minutes.suspension", N_("Minutes: suspension")
    CLOSING = "minutes.closing", N_("Minutes: closing")
    SIGNATURES = "minutes.signatures", N_("Minutes: signatures")
    EXTRACT = "minutes.extract", N_("Extract of minutes")
    LETTER_CLOSING = "letter.closing", N_("Letters: place, date and signature")
    ADMISSION = "letter.admission", N_("Letter of admission")
    WITHDRAWAL = "letter.withdrawal_acknowledged", N_("Letter on a withdrawal")
    CHARGES = "letter.charges", N_("Letter of charges before an exclusion")
    EXCLUSION = "letter.exclusion", N_("Letter of exclusion")
    PAYMENT_NOTICE = "payment_notice", N_("Request of payment")
    RECEIPT = "receipt", N_("Receipt")
    VAT_WORDING = "wording.vat", N_("Wording on VAT")
    STAMP_DUE = "wording.stamp.due", N_("Wording on stamp duty: stamp on the original")
    STAMP_VIRTUAL = "wording.stamp.virtual", N_("Wording on stamp duty: met virtually")
    STAMP_EXEMPT = "wording.stamp.exempt", N_("Wording on stamp duty: exempt")
    REMINDER_1 = "reminder.1", N_("First reminder")
    REMINDER_2 = "reminder.2", N_("Second reminder")
    REMINDER_3 = "reminder.3", N_("Third reminder, with formal notice")
    TABLE_INVITATION = "table.invitation", N_("Invitation to a working table")
    TABLE_CERTIFICATE = "table.certificate", N_("Certificate of presence")
    PRIVACY = "privacy.short", N_("Short privacy notice")


def default(key: TextKey, language: str = LANGUAGE) -> str:
    """The shipped source of a text; in Italian where it is not shipped in the language."""
    file = paths.resource(f"texts/{language}/{key.value}.txt")
    if not file.exists():
        file = paths.resource(f"texts/{LANGUAGE}/{key.value}.txt")
    return file.read_text(encoding="utf-8")


@cache
def known_names(key: TextKey) -> frozenset[str]:
    """The fields and conditions somebody may use when editing this text."""
    shipped = Template.parse(default(key))
    return shipped.fields | shipped.flags | EVERYWHERE


@cache
def shipped_template(key: TextKey) -> Template:
    """The shipped text, read once."""
    return Template.parse(default(key))
