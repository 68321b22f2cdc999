"""Lay the pictures of the tour out on one page that any browser opens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from string import Template

from cluster_desk.i18n import _, language
from ui.theme.tokens import DARK, LIGHT
from ui.tour_documents import Shown

_STYLE = """
:root { color-scheme: light dark; }
body { font: 15px/1.45 Inter, "Segoe UI", system-ui, sans-serif; margin: 0 auto; padding: 32px;
  max-width: 1800px; background: $app; color: $text; }
h1 { font-size: 26px; margin: 0 0 4px; } h2 { font-size: 19px; margin: 36px 0 12px; }
p { color: $text2; margin: 0 0 8px; }
.grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(520px, 1fr)); gap: 20px; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; }
.wide { grid-column: span 2; }
.pages { display: flex; flex-wrap: wrap; gap: 12px; }
.pages img { width: 300px; }
figure { margin: 0; background: $surface; border: 1px solid $border; border-radius: 10px;
  padding: 12px; overflow: auto; }
figcaption { margin-top: 8px; color: $text2; } figcaption b { color: $text; font-weight: 600; }
img { width: 100%; height: auto; border-radius: 4px; display: block; }
table { border-collapse: collapse; font-size: 12px; } td { border: 1px solid $border;
  padding: 3px 8px; white-space: nowrap; }
a { color: $accent_text; }
"""


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture of the window: its file, place, the words under it, and the window's size.

    `mockup` is the file of the design's picture beside it; empty where there is none.
    """

    file: str
    caption: str
    size: tuple[int, int]
    place: str = ""
    scale: float = 1.0
    mockup: str = ""


def contact_sheet(pictures: Sequence[Picture], documents: Sequence[Shown]) -> str:
    """The page, with nothing in it that is fetched from elsewhere."""
    style = _themed(_STYLE, LIGHT) + "@media (prefers-color-scheme: dark) {"
    style += _themed(_STYLE, DARK) + "}"
    title = _("Cluster Desk, a tour")
    places = dict.fromkeys(picture.place for picture in pictures)
    windows = "".join(_place(place, [p for p in pictures if p.place == place]) for place in places)
    papers = "".join(map(_document, documents))
    return (
        f'<!doctype html><html lang="{language()}"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title><style>{style}</style></head><body>"
        f"<h1>{escape(title)}</h1>"
        f"<p>{escape(_('Everything here is invented: the demo association.'))}</p>"
        f"<h2>{escape(_('The window'))}</h2>{windows}"
        f'<h2>{escape(_("Documents"))}</h2><div class="grid">{papers}</div></body></html>'
    )


def _place(title: str, pictures: Sequence[Picture]) -> str:
    figures = "".join(map(_picture, pictures))
    return f'<h3>{escape(title)}</h3><div class="grid">{figures}</div>'


def _picture(picture: Picture) -> str:
    width, height = picture.size
    file, caption = escape(picture.file), escape(picture.caption)
    about = f"{width}×{height}" + (
        "" if picture.scale == 1 else f" · {round(picture.scale * 100)} %"
    )
    shown = _image(file, caption)
    if picture.mockup:
        shown = f'<div class="pair">{shown}{_image(escape(picture.mockup), _("The design"))}</div>'
    kind = ' class="wide"' if picture.mockup else ""
    caption = f"<figcaption><b>{caption}</b> · {about}</figcaption>"
    return f"<figure{kind}>{shown}{caption}</figure>"


def _image(file: str, words: str) -> str:
    return f'<a href="{file}"><img src="{file}" alt="{words}" loading="lazy"></a>'


def _document(document: Shown) -> str:
    file, caption = escape(document.file), escape(document.caption)
    pages = "".join(
        f'<a href="{file}"><img src="{escape(page)}" alt="{caption}" loading="lazy"></a>'
        for page in document.pages
    )
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
        for row in document.rows
    )
    body = f'<div class="pages">{pages}</div>' if pages else f"<table>{rows}</table>"
    link = f'<a href="{file}">{file}</a>'
    return f"<figure>{body}<figcaption><b>{caption}</b> · {link}</figcaption></figure>"


def _themed(style: str, tokens: Mapping[str, str]) -> str:
    return Template(style).substitute(tokens)
