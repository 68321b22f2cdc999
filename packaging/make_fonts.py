"""Make the fonts under resources/fonts: European subsets as TrueType, from two npm packages.

    python packaging/make_fonts.py [FOLDER]     FOLDER keeps the downloaded packages

Inter is for the window, with its tabular figures as a feature. ReportLab knows no OpenType
features, so InterTab has the tabular figures where the plain ones were. Literata is for text
that is read aloud and signed; its registry packages come in pieces, and lack a few signs
that are taken from Inter, drawn to Literata's scale. Both licences reserve no font name.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from fontTools import merge, subset
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from npm_package import NpmPackage

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
INTER = NpmPackage(
    name="inter-ui",
    version="4.1.1",
    sha256="e392e4d71f18a7c1f23dfecd833d68fa05eeab41862686584e80fd2b5d87e9c0",
)
LITERATA = NpmPackage(
    name="@fontsource/literata",
    version="5.3.0",
    sha256="b9335958dc362b0e7e4268098550bc0cb93ab4c68a2db9bc48c67154abbd75c9",
)
LARGEST = 200_000

LATIN = frozenset(range(0x20, 0x7F)) | frozenset(range(0xA0, 0x180))
SIGNS = frozenset(
    map(ord, "ȘșȚț’‘‚“”„‹›‐‑–—•…†‡‰€№™−≈≠≤≥′″✓←↑→↓\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}")
)
# Partners abroad, and α-, β- and γ-: nobody's name may keep a document from being printed.
GREEK = frozenset(map(ord, "΄΅ΆΈΉΊΌΎΏΐ")) | frozenset(range(0x391, 0x3CF)) - {0x3A2}
CYRILLIC = frozenset(range(0x400, 0x460)) | {0x490, 0x491}
WANTED = (LATIN | SIGNS | GREEK | CYRILLIC) - {0x149}  # deprecated by Unicode, and in neither
# Unicode says these look like another sign: drawn so where the font has none of its own.
SAME_AS = {0xAD: 0x2D, 0x2010: 0x2D, 0x2011: 0x2D, 0x202F: 0x2009}
WINDOW_FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "calt", "case", "tnum", "cv05"]


@dataclass(frozen=True, kw_only=True)
class Face:
    """One file to make: its family and style, where it is drawn, and for whom."""

    family: str
    style: str
    files: tuple[str, ...]
    tabular: bool = False
    window: bool = False

    @property
    def name(self) -> str:
        """The file's name without its ending, and the PostScript name."""
        return f"{self.family}-{self.style}"


def _inter(style: str, *, tabular: bool) -> Face:
    family = "InterTab" if tabular else "Inter"
    files = (f"web/Inter-{style}.woff2",)
    return Face(family=family, style=style, files=files, tabular=tabular, window=not tabular)


def _literata(style: str, weight: int, slope: str) -> Face:
    pieces = ("latin", "latin-ext", "greek", "cyrillic")
    files = tuple(f"files/literata-{piece}-{weight}-{slope}.woff2" for piece in pieces)
    return Face(family="Literata", style=style, files=files)


WINDOW = tuple(
    _inter(s, tabular=False) for s in ("Regular", "Medium", "SemiBold", "Bold", "Italic")
)
PRINT = tuple(_inter(s, tabular=True) for s in ("Regular", "SemiBold", "Bold", "Italic"))
TEXT = (
    _literata("Regular", 400, "normal"),
    _literata("Italic", 400, "italic"),
    _literata("SemiBold", 600, "normal"),
    _literata("Bold", 700, "normal"),
)


def main(arguments: list[str]) -> None:
    """Make every face and write SOURCES."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(arguments[0] if arguments else temporary)
        inter, literata = INTER.unpack(folder), LITERATA.unpack(folder)
        FONTS.mkdir(parents=True, exist_ok=True)
        for face in WINDOW + PRINT:
            _write(face, TTFont(inter / face.files[0], recalcTimestamp=False))
        for face in TEXT:
            style = face.style if face.style != "Italic" else "Regular"
            lender = TTFont(inter / f"web/Inter-{style}.woff2")
            _write(face, _joined(face, literata, Path(temporary)), lender)
        shutil.copy(inter / "LICENSE.txt", FONTS / "Inter-OFL.txt")
        shutil.copy(literata / "LICENSE", FONTS / "Literata-OFL.txt")
    (FONTS / "SOURCES").write_text(_sources(), encoding="utf-8")


def _joined(face: Face, package: Path, folder: Path) -> TTFont:
    """The pieces of one face as one font."""
    pieces = []
    for number, name in enumerate(face.files):
        piece = TTFont(package / name, recalcTimestamp=False)
        piece.flavor = None
        for layout in ("GSUB", "GPOS", "GDEF"):  # print uses none, and merging them can fail
            if layout in piece:
                del piece[layout]
        path = folder / f"{face.name}-{number}.ttf"
        piece.save(path)
        pieces.append(str(path))
    whole = merge.Merger().merge(pieces)
    made = TTFont(package / face.files[0])["head"]  # the merger would write the time of today
    whole["head"].created, whole["head"].modified = made.created, made.modified
    whole.recalcTimestamp = False
    return whole


def _write(face: Face, font: TTFont, lender: TTFont | None = None) -> None:
    font.flavor = None
    if lender is not None:
        _borrow(font, lender)
    if face.tabular:
        _bake_tabular(font)
    _same_signs(font)
    options = subset.Options(
        layout_features=WINDOW_FEATURES if face.window else [],
        hinting=False,
        name_IDs=["*"],
        notdef_outline=True,
        drop_tables=[*subset.Options().drop_tables, "DSIG", "STAT", "vhea", "vmtx"],
    )
    worker = subset.Subsetter(options)
    worker.populate(unicodes=WANTED)
    worker.subset(font)
    if not face.window:
        _rename(font, face)
    path = FONTS / f"{face.name}.ttf"
    font.save(path)
    missing = WANTED - set(TTFont(path).getBestCmap())
    if missing or path.stat().st_size > LARGEST:
        sys.exit(f"{path.name}: {path.stat().st_size} bytes, missing {sorted(missing)}")


def _bake_tabular(font: TTFont) -> None:
    """Let the plain digits be drawn by their tabular forms."""
    table = font["GSUB"].table
    lookups = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "tnum"
        for index in record.Feature.LookupListIndex
    }
    forms: dict[str, str] = {}
    for index in sorted(lookups):
        for raw in table.LookupList.Lookup[index].SubTable:
            forms.update(getattr(raw, "ExtSubTable", raw).mapping)
    for part in font["cmap"].tables:
        for code in range(ord("0"), ord("9") + 1):  # signs stay: a wide hyphen tears words apart
            if code in part.cmap:
                part.cmap[code] = forms.get(part.cmap[code], part.cmap[code])


def _borrow(font: TTFont, lender: TTFont) -> None:
    """Draw the wanted signs that this font lacks as the lender does, at this font's scale."""
    glyphs, names = lender.getGlyphSet(), lender.getBestCmap()
    drawings, widths = font["glyf"], font["hmtx"]
    scale = font["head"].unitsPerEm / lender["head"].unitsPerEm
    for code in sorted(WANTED - set(font.getBestCmap()) - set(SAME_AS)):
        whole, pen = DecomposingRecordingPen(glyphs), TTGlyphPen(None)
        glyphs[names[code]].draw(whole)
        whole.replay(TransformPen(pen, (scale, 0, 0, scale, 0, 0)))
        name = f"borrowed{code:04X}"
        drawings[name] = drawing = pen.glyph()
        drawing.recalcBounds(drawings)
        widths[name] = (round(glyphs[names[code]].width * scale), getattr(drawing, "xMin", 0))
        for part in font["cmap"].tables:
            if part.isUnicode():
                part.cmap[code] = name
    font.setGlyphOrder(drawings.glyphOrder)


def _same_signs(font: TTFont) -> None:
    for part in font["cmap"].tables:
        for code, model in SAME_AS.items():
            if part.isUnicode() and code not in part.cmap and model in part.cmap:
                part.cmap[code] = part.cmap[model]


def _rename(font: TTFont, face: Face) -> None:
    """Give a changed font its own name, so that no document takes it for the original."""
    names = font["name"]
    texts = {1: face.family, 4: f"{face.family} {face.style}", 6: face.name, 16: face.family}
    for number, text in {**texts, 2: face.style, 17: face.style, 3: face.name}.items():
        names.removeNames(nameID=number)
        names.setName(text, number, 3, 1, 0x409)


def _sources() -> str:
    lines = ["Made by: python packaging/make_fonts.py", INTER.line(), LITERATA.line(), ""]
    lines += [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}"
        for path in sorted(FONTS.glob("*.ttf"))
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main(sys.argv[1:])
