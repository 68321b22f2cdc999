"""The head of every document: the logo, and the real PDF it gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from cluster_desk.errors import DeskError
from cluster_desk.i18n import _, speaking
from cluster_desk.queries.association import Profile, profile
from cluster_desk.queries.association_record import logo
from cluster_desk.services.association.letterhead import SetLogo, set_logo
from ui.kit.buttons import Button
from ui.kit.dialogs import ask_which_file
from ui.kit.labels import Label
from ui.kit.layout import Card, Rule, column, panel, row, scrolled
from ui.kit.pdf_view import PdfView
from ui.kit.picture import Picture
from ui.kit.states import StatePanel
from ui.pages.page import Page
from ui.pages.saving import read_whole
from ui.settings.panel import Panel
from ui.theme.theme import theme
from ui.theme.tokens import LABEL, META, SECTION, SEMIBOLD

ENDINGS = ("png", "jpg", "jpeg")
_MOST_READ = 20_000_000  # what is larger is no logo, whatever is in it


@dataclass(frozen=True, kw_only=True)
class Head:
    """What the letterhead is made of."""

    profile: Profile | None
    logo: bytes | None


class LetterheadPanel(Panel):
    """A logo is decoded and written anew; what is no picture is refused with the reason."""

    TOPICS: ClassVar[frozenset[str]] = frozenset({"association"})

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.picture = Picture(_("Logo"), 168, 112)
        self.choose = Button(_("Choose a picture…"), "upload", "primary", run=self._choose)
        self.drop = Button(_("Remove the logo"), "trash-2", "ghost", run=self._drop)
        self._none = Label(
            _("No logo: the built-in mark is printed."), LABEL, tone="text2", wrap=True
        )
        self.view = PdfView(_("Letterhead as it is printed"))
        self._no_profile = StatePanel(
            "building-2",
            _("Whose letterhead?"),
            _("Fill in the name of the association first: the letterhead carries it."),
        )
        self._no_profile.hide()
        about = _("PNG or JPEG, at most 5 MB and 4,000 pixels a side; drawings are saved as PNG.")
        words = (
            Label(_("Logo"), SECTION, SEMIBOLD),
            self.picture,
            self._none,
            self.choose,
            self.drop,
            Label(about, META, tone="text3", wrap=True),
        )
        card = Card(column(*words, None, gap=10, margins=(18, 14, 18, 16)))
        side = panel(column(card, None, margins=(18, 14, 18, 14)))
        logo = scrolled(side, _("Logo"))
        logo.setFixedWidth(theme.beside(276))
        preview = column((self.view, 1), (self._no_profile, 1), gap=0)
        self.setLayout(row(logo, Rule(upright=True), (panel(preview), 1), gap=0))

    # ── what the page asks ───────────────────────────────────────────────────────────────────
    def load(self) -> None:
        self.workspace.read(
            _head, on=self.workspace.today(), then=self._show, lane="settings-letterhead"
        )

    def areas(self) -> list[QWidget]:
        return [self.choose, self.view]

    # ── inside ───────────────────────────────────────────────────────────────────────────────
    def _choose(self) -> None:
        path = ask_which_file(self, _("Logo of the letterhead"), _("Pictures"), ENDINGS)
        if path is not None:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Read it beside the event loop, and keep it as the logo; a refusal is said on top."""
        self.workspace.compute(
            lambda: read_logo(path),
            then=lambda content: self.write(set_logo, SetLogo(content=content)),
            refused=self._refused,
        )

    def _drop(self) -> None:
        self.write(set_logo, SetLogo(content=None))

    def _refused(self, error: DeskError) -> None:
        self.page.refused.emit(str(error))

    def _show(self, head: Head) -> None:
        pixmap = QPixmap()
        if head.logo is not None:
            pixmap.loadFromData(head.logo, "PNG")
        self.picture.show_pixmap(pixmap)
        self.picture.setVisible(head.logo is not None)
        self._none.setVisible(head.logo is None)
        self.drop.setEnabled(head.logo is not None)
        self.choose.setEnabled(head.profile is not None)
        self.view.setVisible(head.profile is not None)
        self._no_profile.setVisible(head.profile is None)
        if head.profile is not None:
            today = self.workspace.today()
            self.workspace.compute(lambda: _sample(head, today), then=self.view.show_bytes)


def read_logo(path: Path) -> bytes:
    """What it holds; one beyond what is ever read is refused with its whole size."""
    # ReportLab is imported where a document is made, never when the window starts.
    from cluster_desk.reports.pdf.images import refuse_heavy

    content = read_whole(path, _MOST_READ)
    if len(content) == _MOST_READ:
        refuse_heavy(path.stat().st_size)
    return content


def _head(session: Any, *, on: date) -> Head:
    return Head(profile=profile(session, on=on), logo=logo(session))


def _sample(head: Head, today: date) -> bytes:
    """A letter on the real letterhead, made as every letter is."""
    # ReportLab is imported where a document is made, never when the window starts.
    from cluster_desk.formats.dates import date_long
    from cluster_desk.reports.documents.letter import letter_pdf
    from cluster_desk.reports.documents.letter_document import LetterDocument
    from cluster_desk.reports.pdf.letterhead import DocumentStamp, Signature
    from cluster_desk.services.documents import letterhead_of

    assert head.profile is not None  # asked before
    with speaking("it"):
        place = head.profile.city or "…"
        document = LetterDocument(
            recipient_lines=(
                _("Company name"),
                _("Street and number"),
                _("Postal code and town"),
            ),
            place_and_date=f"{place}, {date_long(today)}",
            subject=_("sample of the letterhead"),
            salutation=_("Dear Sirs,"),
            paragraphs=(
                _(
                    "this is how letters, requests of payment and receipts of the association look:"
                    " the head with name, legal form, seat and codes, and the foot with the number"
                    " of the document and the pages."
                ),
            ),
            signature=Signature(title=_("For the association"), name=""),
            stamp=DocumentStamp(document_id=_("Sample"), issued_on=today),
        )
    return letter_pdf(document, letterhead_of(head.profile, head.logo))
