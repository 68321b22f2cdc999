"""Name the bank whose columns these are; columns without a bank are read all the same."""

from __future__ import annotations

from typing import Final

from cluster_desk.importers.statements.columns import Header

BPM: Final = "Banco BPM"
# The names, folded, that together belong to one bank; the first that fits wins.
_PROFILES: Final = (
    ("UniCredit", ("data registrazione", "data valuta", "descrizione", "importo eur")),
    ("UniCredit", ("data operaz", "valuta", "descrizione", "eur")),
    ("Intesa Sanpaolo", ("data contabile", "data valuta", "accrediti", "descrizione estesa")),
    ("Intesa Sanpaolo", ("data", "operazione", "dettagli", "contabilizzazione", "importo")),
    (BPM, ("ragione sociale", "data contabile", "rapporto", "importo")),
    ("BPER", ("data contabile", "data valuta", "causale abi", "descrizione", "importo")),
    ("Fineco", ("data operazione", "entrate", "uscite", "descrizione completa")),
    ("BancoPosta", ("data contabile", "data valuta", "addebiti euro", "accrediti euro")),
    ("ING", ("data contabile", "uscite", "entrate", "causale", "descrizione operazione")),
    ("RelaxBanking", ("data contabile", "data valuta", "importo", "descrizione", "note")),
)


def profile_of(header: Header) -> str:
    """The bank's name, or empty."""
    names = frozenset(header.names)
    return next((bank for bank, signs in _PROFILES if names.issuperset(signs)), "")
