"""Show a document before it is printed, saved or closed: the very bytes; imported when opened."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QSizePolicy, QWidget

from cluster_desk.formats.numbers import file_size_text
from cluster_desk.i18n import N_, _, ngettext
from ui.kit.buttons import ActionButton
from ui.kit.chips import Chip
from ui.kit.dialogs import ask_where_to_save, open_file
from ui.kit.labels import GivingLabel, IconLabel, Label, Overline, Title
from ui.kit.layout import Card, Rule, column, panel, row, scrolled, set_ground
from ui.kit.pdf_view import PdfView
from ui.pages.actions import Action
from ui.pages.page import Page, Status
from ui.pages.saving import save_file, write_whole
from ui.theme.theme import theme
from ui.theme.tokens import BOLD, LABEL, MEDIUM, META, TITLE
from ui.work.workspace import Workspace

_ASIDE = 300
_ICONS = {"ok": "circle-check", "warn": "triangle-alert", "bad": "circle-alert", "info": "info"}


@dataclass(frozen=True, kw_only=True)
class Check:
    """Something that was looked at before closing; `tone` is ok, warn, bad or info."""

    text: str
    detail: str = ""
    tone: str = "ok"


@dataclass(frozen=True, kw_only=True)
class About:
    """What is said around a document, and done with it besides printing and saving.

    `crumbs` lead to it from the place down; `meta` stands under the title, before pages and size;
    `state` is a chip beside the title (words, tone); `checks` make a column at the right with
    `checks_title` over and `note` under them, and `aside` is put between. `main` (it gets this
    page) is the usual next step, where that is not saving; `against` does away with the document,
    and stands apart in red, never as the main button.
    """

    crumbs: tuple[str, ...] = ()
    meta: str = ""
    state: tuple[str, str] = ("", "")
    checks_title: str = ""
    checks: tuple[Check, ...] = ()
    note: str = ""
    aside: QWidget | None = None
    main: Action | None = None
    against: Action | None = None


class PreviewPage(Page):
    """What is seen is what Stampa prints and Salva PDF writes: the bytes it was given."""

    def __init__(
        self,
        workspace: Workspace,
        title: str,
        content: bytes,
        file_name: str,
        about: About | None = None,
    ) -> None:
        about = about or About()
        own = (action for action in (about.against, about.main) if action is not None)
        super().__init__(workspace, (*PREVIEW_ACTIONS, *own))
        self.about, self.title = about, title
        self.content, self.file_name = content, file_name
        self._folder: TemporaryDirectory[str] | None = None
        self._build()
        self.view.moved.connect(self._show_meta)
        self.view.show_bytes(content)
        self._show_meta()
        self.actions_here.refresh()

    def _build(self) -> None:
        self.view = PdfView(self.title)
        self.aside = _aside(self.about)
        self._edge = Rule(upright=True)
        self._meta = GivingLabel("", LABEL, tone="text2", tabular=True)
        body = row((self.view, 1), self._edge, self.aside, gap=0)
        self.setLayout(column(self._header(), Rule(), (body, 1), gap=0))
        asked = bool(self.about.checks or self.about.note or self.about.aside)
        self.aside.setVisible(asked)
        self._edge.setVisible(asked)

    def _header(self) -> QWidget:
        title = _DocumentTitle(self.title)
        text, tone = self.about.state
        name = row(title, *([Chip(text, tone)] if text else []), None, gap=10)
        main, against = self.about.main, self.about.against
        shown = ["preview.open", "preview.print", "preview.save"]
        if main is not None:
            shown.append(main.id)
        kinds = {shown[-1]: "primary"}
        if against is not None:
            shown.insert(0, against.id)
            kinds[against.id] = "danger"
        buttons = [
            self._button(action_id, kinds.get(action_id, "secondary")) for action_id in shown
        ]
        return panel(
            row((column(name, self._meta, gap=2), 1), *buttons, gap=8, margins=(16, 14, 16, 12)),
            "surface",
        )

    def _button(self, action_id: str, kind: str) -> ActionButton:
        icons = {record.id: record.icon for record in self.actions_here.records}
        return ActionButton(self.actions_here[action_id], kind, icon=icons[action_id])

    # ── what the frame asks ──────────────────────────────────────────────────────────────────
    def crumbs(self) -> list[str]:
        return [*self.about.crumbs, self.title]

    def status(self) -> Status:
        place = ""
        if self.view.page:
            place = _("Page {page} of {count}").format(
                page=self.view.page, count=self.view.page_count
            )
        keys = (
            ("PgUp", ""),
            ("PgDown", _("page")),
            ("+ −", _("zoom")),
            ("Ctrl+P", _("print")),
            ("Ctrl+F", _("search")),
            ("Esc", _("back")),
        )
        return Status(place=place, keys=keys)

    def areas(self) -> list[QWidget]:
        return [self.view, self.view.bar, self.view.pages]

    def step_back(self) -> bool:
        """Esc: first the words that were looked for."""
        if self.view.bar.is_searching:
            self.view.bar.leave_search()
            return True
        return False

    # ── what its actions ask ─────────────────────────────────────────────────────────────────
    def print(self) -> None:
        """On a printer that is asked for."""
        from ui.pages.printing import print_document  # QtPrintSupport: only to print

        print_document(self, self.title, self.content)

    def save(self) -> None:
        """The bytes, in a file that is asked for."""
        path = ask_where_to_save(self, _("Save PDF"), self.file_name, (("PDF", "pdf"),))
        if path is not None:
            sentence = _("The document was saved as «{file}»")
            save_file(self, lambda _desk: self.content, path, sentence)

    def open(self) -> None:
        """A copy, with the program the system has for it; gone when the page is."""
        if self._folder is None:
            # On Windows the other program may still hold the copy when it is to go.
            self._folder = TemporaryDirectory(ignore_cleanup_errors=True)
        path = Path(self._folder.name) / self.file_name
        self.workspace.compute(
            lambda: write_whole(path, self.content), then=lambda _nothing: open_file(path)
        )

    # ── inside ───────────────────────────────────────────────────────────────────────────────
    def _show_meta(self) -> None:
        count = self.view.page_count
        pages = ngettext("{count} page", "{count} pages", count).format(count=count)
        parts = (self.about.meta, pages if count else "", file_size_text(len(self.content)))
        self._meta.setText(" · ".join(part for part in parts if part))
        self.status_changed.emit()


class _DocumentTitle(GivingLabel):
    """As long as it is where there is room, shorter where there is none."""

    TRACKING = Title.TRACKING

    def __init__(self, text: str) -> None:
        super().__init__(text, TITLE, BOLD)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


def _aside(about: About) -> QWidget:
    parts: list[QWidget] = []
    if about.checks:
        parts.append(Overline(about.checks_title or _("Checks")))
        parts += [_check_line(check) for check in about.checks]
    if about.aside is not None:
        parts += [Rule(), about.aside] if about.checks else [about.aside]
    inside = column(*parts, None, gap=12, margins=(16, 14, 16, 14))
    if about.note:
        inside.addWidget(_note_card(about.note))
    side = scrolled(panel(inside), about.checks_title or _("Checks"))
    set_ground(side, "surface")
    side.setFixedWidth(theme.beside(_ASIDE))
    return side


def _check_line(check: Check) -> QWidget:
    words = column(Label(check.text, weight=MEDIUM, wrap=True), gap=1)
    if check.detail:
        words.addWidget(Label(check.detail, META, tone="text2", wrap=True))
    icon = column(IconLabel(_ICONS[check.tone], f"{check.tone}_dot"), None, gap=0)
    line = panel(row(icon, (words, 1), gap=10))
    line.setAccessibleName(f"{check.text} {check.detail}".strip())
    return line


def _note_card(text: str) -> Card:
    icon = column(IconLabel("info", "info_dot"), None, gap=0)
    words = Label(text, META, tone="text2", wrap=True)
    return Card(row(icon, (words, 1), gap=9, margins=(12, 10, 12, 10)), inner=True)


PREVIEW_ACTIONS = (
    Action(
        id="preview.print",
        text=N_("Print"),
        menu="file",
        icon="printer",
        keys=("Ctrl+P",),
        enabled=lambda page: page.view.page_count > 0,
        run=lambda page: page.print(),
    ),
    Action(
        id="preview.save",
        text=N_("Save PDF"),
        menu="file",
        icon="download",
        keys=("Ctrl+Shift+P",),
        run=lambda page: page.save(),
    ),
    Action(
        id="preview.open",
        text=N_("Open"),
        menu="file",
        icon="external-link",
        keys=("Ctrl+O",),
        run=lambda page: page.open(),
    ),
    Action(
        id="preview.search",
        text=N_("Search in the text"),
        menu="edit",
        group=1,
        icon="search",
        keys=("Ctrl+F",),
        enabled=lambda page: page.view.page_count > 0,
        run=lambda page: page.view.bar.open_search(),
    ),
    Action(
        id="preview.pages",
        text=N_("Thumbnails of the pages"),
        menu="view",
        group=10,
        icon="panel-left",
        keys=("F4",),
        checked=lambda page: not page.view.pages.isHidden(),
        run=lambda page: page.view.show_pages(seen=page.view.pages.isHidden()),
    ),
    Action(
        id="preview.larger",
        text=N_("Enlarge"),
        menu="view",
        group=11,
        icon="plus",
        shown_keys="+",
        run=lambda page: page.view.zoom(1),
    ),
    Action(
        id="preview.smaller",
        text=N_("Reduce"),
        menu="view",
        group=11,
        icon="minus",
        shown_keys="-",
        run=lambda page: page.view.zoom(-1),
    ),
    Action(
        id="preview.width",
        text=N_("As wide as the window"),
        menu="view",
        group=11,
        run=lambda page: page.view.fit("width"),
    ),
    Action(
        id="preview.whole",
        text=N_("The whole page"),
        menu="view",
        group=11,
        run=lambda page: page.view.fit("page"),
    ),
    Action(
        id="preview.actual",
        text=N_("Real size"),
        menu="view",
        group=11,
        run=lambda page: page.view.fit("actual"),
    ),
)
