"""Tell beside each rule of a statute what the law says where the statute is silent.

Words for the screen, to be checked with whoever advises the association; nothing is computed
from them. Sources: civil code, articles 16 to 30, and DOMAIN §1.4 and §2.1.
"""

from __future__ import annotations

from cluster_desk.i18n import N_, _

_STATUTE = N_("The law leaves it to the statute (art. 16 c.c.).")
_ART_20 = N_(
    "The assembly meets at least once a year to approve the accounts (art. 20 c.c.); how it is"
    " called is left to the statute."
)
_ART_21_QUORUM = N_(
    "At first call at least half of the members, at second call any number (art. 21 c.c.)."
)
_ART_21_MAJORITY = N_("The majority of the votes (art. 21 c.c.).")
_ART_21_STATUTE = N_(
    "Three quarters of the members present and the majority of those present, unless the statute"
    " says otherwise (art. 21 c.c.)."
)
_ART_21_DIRECTORS = N_(
    "Directors do not vote on the accounts nor on their own liability (art. 21 c.c.)."
)
_BOARD = N_("The law says nothing on how the board meets: the statute decides.")
_REMOTE = N_(
    "Without a clause of the statute meetings are held in person: the general derogation has ended."
)

_LAW = {
    "admission": N_("The statute says on what conditions members are admitted (art. 16 c.c.)."),
    "withdrawal": N_(
        "A member may always withdraw, in writing; it takes effect at the end of the current year"
        " if it is given three months before (art. 24 c.c.)."
    ),
    "withdrawal_year": N_(
        "The law says «the current year» (art. 24 c.c.), calendar or fiscal as the statute has it."
    ),
    "exclusion": N_("The assembly, for serious grounds (art. 24 c.c.)."),
    "exclusion_reply": N_(
        "The excluded member may go to court within six months of the notification (art. 24 c.c.);"
        " charges and their term are left to the statute."
    ),
    "arrears_vote": N_("Every member has a vote, unless the statute ties it to the fee."),
    "arrears_consequences": N_(
        "Membership does not end by itself: exclusion is resolved (art. 24 c.c.), unless the"
        " statute provides for a lapse."
    ),
    "assembly_notice": _ART_20,
    "assembly_quorum": _ART_21_QUORUM,
    "assembly_quorum_second": _ART_21_QUORUM,
    "assembly_quorum_base": N_("The law counts the members (art. 21 c.c.)."),
    "assembly_majority": _ART_21_MAJORITY,
    "assembly_tie": N_("What has no majority is not approved (art. 21 c.c.)."),
    "statute_change_quorum": _ART_21_STATUTE,
    "statute_change_majority": _ART_21_STATUTE,
    "dissolution_majority": N_(
        "Three quarters of all the members, present or not, and the statute cannot ask for less"
        " (art. 21 c.c.; Cass. 1408/1993)."
    ),
    "accounts_other_representative": _ART_21_DIRECTORS,
    "assembly_request": N_("One tenth of the members may ask for it with a reason (art. 20 c.c.)."),
    "accounts_deadline": N_(
        "The accounts are approved once a year (art. 20 c.c.); by when is left to the statute."
    ),
    **dict.fromkeys(
        (
            "board_notice",
            "board_notice_urgent",
            "board_chair",
            "board_quorum",
            "board_majority",
            "board_tie",
            "board_proxies",
            "board_term",
        ),
        _BOARD,
    ),
    "remote_meetings": _REMOTE,
}


def law_text(key: str) -> str:
    """What holds by law for this rule, in the chosen language."""
    return _(_LAW.get(key, _STATUTE))
