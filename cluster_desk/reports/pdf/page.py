"""Set stories on pages: the letterhead on the first, page x of y on all, one file as bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    ActionFlowable,
    BaseDocTemplate,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
)

from cluster_desk.reports.pdf import fonts
from cluster_desk.reports.pdf.archive import LANGUAGE, archived
from cluster_desk.reports.pdf.furniture import (
    Furniture,
    draw_foot,
    draw_letterhead,
    draw_mark,
    draw_running_head,
)
from cluster_desk.reports.pdf.legible import clean
from cluster_desk.reports.pdf.sheet import PORTRAIT, Sheet

_FIRST, _NEXT = "first", "next"
_CREATOR = "Cluster Desk"
_MANY = 12  # bookmarks: fewer are found without the outline being open


@dataclass(frozen=True, kw_only=True)
class Part:
    """One record in a file: its text, and what stands around it. Pages are counted per part."""

    story: Sequence[Any]
    furniture: Furniture


def typeset(
    parts: Sequence[Part], *, title: str, subject: str = "", sheet: Sheet = PORTRAIT
) -> bytes:
    """The parts one after the other, as one PDF/A-2b file. At least one part."""
    fonts.register()
    furniture = parts[0].furniture
    written = BytesIO()
    document = _Template(written, sheet, parts[0], title=title, subject=subject)
    document.build(list(_story(parts)), canvasmaker=partial(_Canvas, sheet=sheet))
    stamp = furniture.stamp
    facts = stamp.facts_hash if len(parts) == 1 else ""
    return archived(written.getvalue(), issued_on=stamp.issued_on, facts_hash=facts)


class _Canvas(Canvas):  # type: ignore[misc] # ReportLab has no types
    """Draws what surrounds the text last, as forms the pages refer to, when all is counted."""

    def __init__(self, *arguments: Any, sheet: Sheet, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self._sheet = sheet
        self._pages: list[tuple[Part, int]] = []
        self._names: dict[object, str] = {}  # of forms; equal furniture shares one
        self._bookmarks = 0

    def begin_page(self, part: Part, *, is_first: bool) -> None:
        """The head of this page of this part, as a form that is drawn when all is counted."""
        number = self._pages[-1][1] + 1 if not is_first else 1
        self._pages.append((part, number))
        around = part.furniture
        self.doForm(self._name(around.letterhead if is_first else around))

    def end_page(self) -> None:
        """The foot, which is read last, and what is stamped on all."""
        self.doForm(self._name(len(self._pages)))
        mark = self._pages[-1][0].furniture.mark
        if mark:
            self.doForm(self._name(mark))

    def bookmark(self, title: str, height: float, level: int = 0) -> None:
        """An entry of the outline that leads to the top of what is being drawn."""
        self._bookmarks += 1
        key = f"b{self._bookmarks}"
        self.bookmarkHorizontal(key, 0, height + 8)
        self.addOutlineEntry(clean(title), key, level)

    def save(self) -> None:
        forms = dict(self._forms())
        for name, draw in forms.items():
            self.beginForm(name)
            draw(self, self._sheet)
            self.endForm()
        if self._bookmarks > _MANY:
            self.showOutline()
        super().save()

    def _forms(self) -> Iterator[tuple[str, Any]]:
        counts: dict[int, int] = {}
        for part, number in self._pages:
            counts[id(part)] = number
        for page, (part, number) in enumerate(self._pages, 1):
            around = part.furniture
            if around.mark:
                yield self._name(around.mark), partial(draw_mark, mark=around.mark)
            if number == 1:
                head = partial(draw_letterhead, letterhead=around.letterhead)
                yield self._name(around.letterhead), head
            else:
                yield self._name(around), partial(draw_running_head, furniture=around)
            foot = partial(draw_foot, furniture=around, page=number, pages=counts[id(part)])
            yield self._name(page), foot

    def _name(self, what: object) -> str:
        return self._names.setdefault(what, f"form{len(self._names) + 1}")


class _Template(BaseDocTemplate):  # type: ignore[misc] # ReportLab has no types
    def __init__(
        self, written: BytesIO, sheet: Sheet, part: Part, *, title: str, subject: str
    ) -> None:
        super().__init__(
            written,
            pagesize=(sheet.width, sheet.height),
            title=clean(title),
            subject=clean(subject),
            author=clean(part.furniture.letterhead.association_name),
            creator=_CREATOR,
            lang=LANGUAGE,
            displayDocTitle=1,
            invariant=1,
            pageCompression=1,
            initialFontName=fonts.SANS,
        )
        self.part = part
        self.addPageTemplates([self._page(sheet, _FIRST), self._page(sheet, _NEXT)])

    def _page(self, sheet: Sheet, name: str) -> Any:
        top = sheet.top if name == _FIRST else sheet.next_top
        height = sheet.height - top - sheet.bottom
        frame = Frame(sheet.left, sheet.bottom, sheet.inside, height, 0, 0, 0, 0)
        begin = partial(self._begin, is_first=name == _FIRST)
        return PageTemplate(
            name, [frame], onPage=begin, onPageEnd=self._end, autoNextPageTemplate=_NEXT
        )

    def _begin(self, canvas: Any, _document: Any, *, is_first: bool) -> None:
        canvas.begin_page(self.part, is_first=is_first)

    def _end(self, canvas: Any, _document: Any) -> None:
        canvas.end_page()


class _Begin(ActionFlowable):  # type: ignore[misc] # ReportLab has no types
    """From the next page on, another record."""

    def __init__(self, part: Part) -> None:
        super().__init__()
        self._part = part

    def apply(self, document: _Template) -> None:
        document.part = self._part


def _story(parts: Sequence[Part]) -> Iterator[Any]:
    for number, part in enumerate(parts):
        if number:
            yield from (_Begin(part), NextPageTemplate(_FIRST), PageBreak())
        yield from part.story
