"""List the words by which registers name their columns: Italian offices' habits, and English."""

from __future__ import annotations

import re

from cluster_desk.importers.word_lists import word_set, words_of

_WORDS = {
    "register_number": (
        "n|no|nr|num|numero|n socio|nr socio|no socio|num socio|numero socio|n iscrizione|"
        "numero iscrizione|numero di iscrizione|nr iscrizione|n libro soci|n registro|"
        "numero registro|matricola|matricola socio|codice socio|cod socio|member no|"
        "member number|register number|number"
    ),
    "name": (
        "denominazione|ragione sociale|rag sociale|rag soc|ragione soc|ragsoc|nominativo|"
        "denominazione ragione sociale|ragione sociale denominazione|denominazione sociale|"
        "nome azienda|nome ente|nome impresa|nome societa|nome organizzazione|nome socio|"
        "azienda|impresa|societa|ente|organizzazione|socio|soci|associato|associati|cliente|"
        "intestazione|intestatario|nome ragione sociale|nome o ragione sociale|"
        "cognome e nome|cognome nome|nome e cognome|nome cognome|nominativo socio|"
        "denominazione ente|name|company|company name|organisation|organization|"
        "organisation name|organization name|name of the organisation|member|member name|"
        "legal name|business name"
    ),
    "short_name": (
        "nome breve|sigla|abbreviazione|acronimo|denominazione breve|denominazione abbreviata|"
        "nome abbreviato|marchio|brand|insegna|abbreviation|short name|acronym|nome corto"
    ),
    "given_name": "nome|nome di battesimo|given name|first name|firstname",
    "family_name": "cognome|family name|last name|surname|lastname",
    "kind": (
        "tipologia|tipo|tipo ente|tipologia ente|tipo organizzazione|tipologia organizzazione|"
        "tipo soggetto|tipologia soggetto|natura|natura giuridica|forma giuridica|"
        "classificazione|kind|type|classification|organisation type|type of organisation|"
        "legal form|tipo azienda|tipologia azienda|categoria ente"
    ),
    "category": (
        "categoria|tipo socio|tipologia socio|categoria socio|cat socio|categoria associativa|"
        "categoria di socio|qualifica|qualifica socio|tipo associato|tipo di socio|"
        "tipologia di socio|tipo iscrizione|category|member category|membership type|"
        "membership category"
    ),
    "founder": "fondatore|socio fondatore|founder|e fondatore",
    "size": (
        "classe dimensionale|dimensione|dimensione impresa|dimensione aziendale|dimensioni|"
        "classe|fascia|fascia dimensionale|dim|size|size class|company size|"
        "dimensione azienda|classe dimensione"
    ),
    "headcount": (
        "dipendenti|n dipendenti|nr dipendenti|numero dipendenti|addetti|n addetti|"
        "numero addetti|ula|employees|headcount|staff"
    ),
    "status": (
        "stato|stato socio|situazione socio|stato iscrizione|status|member status|membership status"
    ),
    "applied_on": (
        "data domanda|data domanda ammissione|domanda del|domanda di ammissione|"
        "data richiesta|application date|applied on"
    ),
    "joined_on": (
        "socio dal|data iscrizione|data di iscrizione|data ammissione|data di ammissione|"
        "iscritto dal|data adesione|data di adesione|ammesso il|ammissione|adesione|"
        "data ingresso|data inizio|iscrizione|member since|joined|joined on|join date|"
        "admission date|data delibera ammissione|data delibera"
    ),
    "left_on": (
        "socio fino al|data recesso|data cessazione|data uscita|cessato il|recesso|"
        "data esclusione|data fine|fino al|member until|left on|leaving date"
    ),
    "codes": (
        "cf piva|cf p iva|piva cf|p iva cf|cfpiva|pivacf|codice fiscale partita iva|"
        "partita iva codice fiscale|codice fiscale piva|piva codice fiscale|"
        "codice fiscale p iva|p iva codice fiscale|cf partita iva|partita iva cf|"
        "cod fiscale p iva|cod fiscale piva|codice fiscale e partita iva"
    ),
    "tax_code": (
        "codice fiscale|cod fiscale|cod fisc|codfisc|codicefiscale|cf|c f|cod f|"
        "cf numerico|codice fiscale numerico|tax code|fiscal code|tax id"
    ),
    "vat_number": (
        "partita iva|piva|p iva|part iva|partitaiva|partita i v a|iva|partita iva vat|"
        "vat|vat number|vat no|vat id|vat code|numero iva|n partita iva"
    ),
    "address": (
        "indirizzo|via|sede|sede legale|indirizzo sede legale|indirizzo sede|via e numero|"
        "indirizzo completo|via numero civico|indirizzo legale|residenza|recapito|"
        "indirizzo postale|address|street|street address|registered office|via piazza|"
        "indirizzo e numero civico|indirizzo sede legale completo"
    ),
    "house_number": "civico|n civico|num civico|numero civico|nr civico|house number",
    "postal_code": (
        "cap|c a p|codice postale|cap sede|cap sede legale|codice avviamento postale|"
        "postal code|zip|zip code|postcode"
    ),
    "city": (
        "comune|citta|localita|comune sede|comune sede legale|citta sede legale|paese comune|"
        "localita sede|luogo|city|town|municipality|comune di sede"
    ),
    "province": (
        "prov|provincia|pr|pv|sigla provincia|provincia sede|prov sede|provincia sede legale|"
        "province|county"
    ),
    "country": "paese|nazione|stato estero|stato sede|country|nation|codice paese|codice nazione",
    "pec": (
        "pec|indirizzo pec|e mail pec|email pec|mail pec|posta certificata|p e c|"
        "posta elettronica certificata|pec aziendale|casella pec|domicilio digitale|"
        "certified e mail|certified email"
    ),
    "email": (
        "e mail|email|mail|indirizzo e mail|indirizzo email|posta elettronica|indirizzo mail|"
        "e mail generale|email generale|e mail aziendale|email aziendale|mail aziendale|"
        "e mail address|email address"
    ),
    "phone": (
        "telefono|tel|n telefono|numero di telefono|numero telefono|recapito telefonico|"
        "telefono sede|tel fisso|telefono fisso|cellulare|cell|telefono cellulare|mobile|"
        "tel cell|telefono 1|phone|telephone|phone number"
    ),
    "website": "sito|sito web|sito internet|web|www|url|homepage|pagina web|website|web site",
    "sdi_code": (
        "codice destinatario|cod destinatario|codice sdi|sdi|codice univoco|cod univoco|"
        "codice univoco sdi|codice destinatario sdi|codice univoco destinatario|"
        "codice univoco ufficio|recipient code|cod sdi|codice univoco fatturazione"
    ),
    "ipa_code": "codice ipa|cod ipa|ipa|codice amministrazione|codice ipa ente|ipa code",
    "iban": "iban|codice iban|coordinate bancarie|conto corrente|iban code",
    "sector": (
        "settore|settore attivita|settore di attivita|attivita|comparto|ambito|filiera|"
        "descrizione attivita|ateco|codice ateco|attivita prevalente|sector|industry"
    ),
    "salutation": "formula di saluto|saluto|appellativo|intestazione lettera|salutation",
    "legal_representative": (
        "legale rappresentante|rappresentante legale|leg rappr|legale rappr|rappr legale|"
        "presidente|titolare|amministratore|amministratore delegato|legal representative"
    ),
    "contact_person": (
        "referente|persona di riferimento|contatto|persona di contatto|nome referente|"
        "nominativo referente|alla cortese attenzione|ca|contact|contact person|contact name|"
        "riferimento"
    ),
    "contact_email": (
        "e mail referente|email referente|mail referente|e mail contatto|email contatto|"
        "mail contatto|contact email|contact e mail"
    ),
    "contact_phone": (
        "telefono referente|tel referente|cellulare referente|cell referente|"
        "telefono contatto|tel contatto|contact phone"
    ),
    "public_body": "ente pubblico|pubblica amministrazione|pa|pubblico|public body|e pubblico",
    "notes": "note|nota|annotazioni|osservazioni|commenti|notes|remarks|comments",
}
EXACT = words_of(_WORDS)
FIELDS = frozenset(_WORDS)
# What the desk's own list of members has columns for.
WHOLE = word_set(
    "register_number|name|family_name|short_name|kind|category|founder|size|status|tax_code|"
    "vat_number|address|postal_code|city|province|country|pec|email|phone|website|sdi_code|"
    "ipa_code|sector|joined_on|left_on"
)

# Any count of rows is called so: «N. socio» beside it is surer.
DOUBTFUL = word_set("n|no|nr|num|numero|number|classe|fascia|attivita|ateco|codice ateco")

# A noun for whoever is in the list: also what a cell says of somebody, or asks with yes and no.
NOUNS = word_set(
    "azienda|impresa|societa|ente|organizzazione|socio|soci|associato|associati|cliente|"
    "organisation|organization|company|member"
)

# What the desk computes itself and puts in its own exports: never read back.
COMPUTED = word_set(
    "saldo|saldo quote|balance|diritto di voto|voto|puo votare|may vote|in regola|"
    "in regola con la quota|situazione quota|situazione quote|stato quota|stato pagamento|"
    "payment status|in good standing|progressivo|n progressivo|n prog|prog|n ord|n ordine|"
    "riga|row|dovuto|versato|residuo|amount due|amount paid|outstanding|vote"
)
# Another address or office of the same organisation is not its registered one.
ELSEWHERE = re.compile(
    r"\b(operativ[ao]|secondari[ao]|fatturazione|spedizione|amministrativ[ao]|alternativ[ao])\b"
)


def _phrases(*pairs: tuple[str, str | None]) -> tuple[tuple[re.Pattern[str], str | None], ...]:
    return tuple((re.compile(pattern), field) for pattern, field in pairs)


_REACHED = r"(e ?mail|pec|tel|telefono|cell|cellulare|codice|cod|cf)"
_HEAD = r"(presidente|rappresentante)"
# Whose the column is comes before what it holds: «E-mail del referente».
ROLES = _phrases(
    (r"\b(destinatario|sdi|codice univoco)\b", "sdi_code"),
    (r"\b(e ?mail|posta)\b.*\b(referente|contatto|contact)\b", "contact_email"),
    (r"\b(tel|telefono|cell|cellulare|phone)\b.*\b(referente|contatto|contact)\b", "contact_phone"),
    (r"\b(referente|contatto|contact)\b.*\b(e ?mail|posta)\b", "contact_email"),
    (r"\b(referente|contatto|contact)\b.*\b(tel|telefono|cell|cellulare|phone)\b", "contact_phone"),
    (rf"\b{_REACHED}\b.*\b{_HEAD}\b|\b{_HEAD}\b.*\b{_REACHED}\b", None),
    (r"\b(legale rappresentante|rappresentante legale)\b", "legal_representative"),
    (r"\b(referente|persona di contatto|persona di riferimento)\b", "contact_person"),
)
PHRASES = _phrases(
    (r"\b(fiscale|cf)\b.*\b(iva|piva)\b|\b(iva|piva)\b.*\b(fiscale|cf)\b", "codes"),
    (r"\bpec\b|\bposta (elettronica )?certificata\b", "pec"),
    (r"\b(partita iva|piva|p iva|vat)\b", "vat_number"),
    (r"\b(codice|cod) (fiscale|fisc)\b", "tax_code"),
    (r"\b(ragione sociale|denominazione|company name)\b", "name"),
    (r"\biban\b", "iban"),
    (r"\be ?mail\b|\bposta elettronica\b", "email"),
    (r"\b(cap|codice postale)\b", "postal_code"),
    (r"\b(comune|citta|localita)\b", "city"),
    (r"\bprov(incia)?\b", "province"),
    (r"\b(indirizzo|sede legale)\b", "address"),
    (r"\b(telefono|tel)\b", "phone"),
    (r"\bsito\b", "website"),
    (r"\b(data|dal)\b.*\b(iscrizione|ammissione|adesione)\b", "joined_on"),
    (r"\b(data|dal)\b.*\b(recesso|cessazione|esclusione)\b", "left_on"),
    (r"\b(n|nr|no|num|numero)\b.*\b(socio|soci|iscrizione)\b", "register_number"),
    (r"\b(tipo|tipologia|categoria)\b.*\b(socio|soci|associato)\b", "category"),
    (r"\bdimension", "size"),
    (r"\b(dipendenti|addetti)\b", "headcount"),
    (r"\bsettore\b", "sector"),
    (r"\b(note|annotazioni)\b", "notes"),
)

BANK_HEADERS = word_set(
    "data contabile|data valuta|data operazione|data registrazione|valuta|divisa|importo|"
    "importo eur|dare|avere|accrediti|addebiti|entrate|uscite|descrizione operazione|causale|"
    "causale abi|saldo contabile|rapporto"
)
