"""Turn what ReportLab wrote into PDF/A-2b: archived as it is, the same bytes every time.

What ReportLab leaves out is a colour profile, metadata as XMP that agree with the old ones, and
a version (RELIABILITY §4.2, 2 to 4). Fonts it embeds if it is given any: see `fonts`.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from io import BytesIO
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from cluster_desk import paths

LANGUAGE = "it-IT"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
{identifier}</rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{instant}</xmp:CreateDate><xmp:ModifyDate>{instant}</xmp:ModifyDate>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdf:Producer>{producer}</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def archived(data: bytes, *, issued_on: date, facts_hash: str = "") -> bytes:
    """The same document as PDF/A-2b, dated by its day of issue.

    `facts_hash`, the SHA-256 of what the document was made from, becomes its dc:identifier.
    """
    with pikepdf.open(BytesIO(data)) as pdf:
        _date(pdf, issued_on)
        for page in pdf.pages:  # ReportLab gives each an empty transition, for slide shows
            if "/Trans" in page:
                del page.obj["/Trans"]
        pdf.Root.OutputIntents = Array([_output_intent(pdf)])
        pdf.Root.MarkInfo = Dictionary(Marked=False)
        pdf.Root.Lang = String(LANGUAGE)
        metadata = pdf.make_stream(_xmp(pdf, issued_on, facts_hash).encode())
        metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
        pdf.Root.Metadata = metadata
        written = BytesIO()
        pdf.save(
            written,
            deterministic_id=True,
            min_version="1.7",
            force_version="1.7",
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return written.getvalue()


def _date(pdf: pikepdf.Pdf, issued_on: date) -> None:
    instant = String(f"D:{issued_on:%Y%m%d}120000+00'00'")
    pdf.docinfo["/CreationDate"] = instant
    pdf.docinfo["/ModDate"] = instant
    if not str(pdf.docinfo.get("/Keywords", "-")):
        del pdf.docinfo["/Keywords"]


def _output_intent(pdf: pikepdf.Pdf) -> pikepdf.Object:
    profile = pdf.make_stream(_srgb())
    profile.N = 3
    profile.Alternate = Name.DeviceRGB
    return pdf.make_indirect(
        Dictionary(
            Type=Name.OutputIntent,
            S=Name.GTS_PDFA1,
            OutputConditionIdentifier=String("sRGB"),
            Info=String("sRGB IEC61966-2.1"),
            RegistryName=String("http://www.color.org"),
            DestOutputProfile=profile,
        )
    )


def _xmp(pdf: pikepdf.Pdf, issued_on: date, facts_hash: str) -> str:
    def known(key: str) -> str:
        return escape(str(pdf.docinfo.get(key, "")))

    identifier = f"<dc:identifier>sha256:{escape(facts_hash)}</dc:identifier>\n"
    return _XMP.format(
        language=LANGUAGE,
        title=known("/Title"),
        author=known("/Author"),
        subject=known("/Subject"),
        creator=known("/Creator"),
        producer=known("/Producer"),
        instant=f"{issued_on.isoformat()}T12:00:00+00:00",
        identifier=identifier if facts_hash else "",
    )


@cache
def _srgb() -> bytes:
    return paths.resource("colour/sRGB.icc").read_bytes()
