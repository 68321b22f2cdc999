"""Know Italian provinces by their two letters and by their names."""

from __future__ import annotations

from functools import lru_cache

from cluster_desk.domain.folding import fold

_NAMES = (
    "AG Agrigento|AL Alessandria|AN Ancona|AO Aosta|AR Arezzo|AP Ascoli Piceno|AT Asti|"
    "AV Avellino|BA Bari|BT Barletta-Andria-Trani|BL Belluno|BN Benevento|BG Bergamo|BI Biella|"
    "BO Bologna|BZ Bolzano|BS Brescia|BR Brindisi|CA Cagliari|CL Caltanissetta|CB Campobasso|"
    "CE Caserta|CT Catania|CZ Catanzaro|CH Chieti|CO Como|CS Cosenza|CR Cremona|KR Crotone|"
    "CN Cuneo|EN Enna|FM Fermo|FE Ferrara|FI Firenze|FG Foggia|FC Forlì-Cesena|FR Frosinone|"
    "GE Genova|GO Gorizia|GR Grosseto|IM Imperia|IS Isernia|AQ L’Aquila|SP La Spezia|LT Latina|"
    "LE Lecce|LC Lecco|LI Livorno|LO Lodi|LU Lucca|MC Macerata|MN Mantova|MS Massa-Carrara|"
    "MT Matera|ME Messina|MI Milano|MO Modena|MB Monza e Brianza|NA Napoli|NO Novara|NU Nuoro|"
    "OR Oristano|PD Padova|PA Palermo|PR Parma|PV Pavia|PG Perugia|PU Pesaro e Urbino|PE Pescara|"
    "PC Piacenza|PI Pisa|PT Pistoia|PN Pordenone|PZ Potenza|PO Prato|RG Ragusa|RA Ravenna|"
    "RC Reggio Calabria|RE Reggio Emilia|RI Rieti|RN Rimini|RM Roma|RO Rovigo|SA Salerno|"
    "SS Sassari|SV Savona|SI Siena|SR Siracusa|SO Sondrio|SU Sud Sardegna|TA Taranto|TE Teramo|"
    "TR Terni|TO Torino|TP Trapani|TN Trento|TV Treviso|TS Trieste|UD Udine|VA Varese|"
    "VE Venezia|VB Verbano-Cusio-Ossola|VC Vercelli|VR Verona|VV Vibo Valentia|VI Vicenza|"
    "VT Viterbo|CI Carbonia-Iglesias|VS Medio Campidano|OG Ogliastra|OT Olbia-Tempio"
)
_OTHER_NAMES = {
    "reggio di calabria": "RC",
    "reggio nell emilia": "RE",
    "reggio nellemilia": "RE",
    "monza brianza": "MB",
    "monza": "MB",
    "monza e della brianza": "MB",
    "massa": "MS",
    "forli": "FC",
    "pesaro": "PU",
    "bolzano bozen": "BZ",
    "bat": "BT",
    "verbania": "VB",
    "aquila": "AQ",
}
CODES = frozenset(entry[:2] for entry in _NAMES.split("|"))
_BY_NAME = {fold(entry[3:]): entry[:2] for entry in _NAMES.split("|")} | _OTHER_NAMES


@lru_cache(maxsize=1024)
def province_code(text: str) -> str | None:
    """`CR` of `cr`, `(CR)` or `Cremona`; also of four Sardinian ones of 2005–2016. None else."""
    folded = fold(text)
    if folded.upper() in CODES:
        return folded.upper()
    return _BY_NAME.get(folded.removeprefix("provincia di "))
