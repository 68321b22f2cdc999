"""Set up a page of a workbook: what stays in view, what the filter covers, how it is printed."""

from __future__ import annotations

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from cluster_desk.i18n import _
from cluster_desk.reports.workbook.looks import PLUM
from cluster_desk.reports.workbook.model import FIRST_ROW, HEADER_ROW, Kind, Scope, Sheet

_A4 = 9
_ROW_HEIGHT = 17
_FOOTER_SIZE = 8
_MARGINS = {"left": 0.5, "right": 0.5, "top": 0.6, "bottom": 0.7}  # inches


def set_up(page: Worksheet, sheet: Sheet, data_rows: int | None, scope: Scope) -> None:
    """Everything but the cells; `data_rows` is None where nothing depends on their number."""
    for number, column in enumerate(sheet.columns, 1):
        page.column_dimensions[get_column_letter(number)].width = column.width
    page.sheet_view.showGridLines = False
    page.sheet_format.defaultRowHeight = _ROW_HEIGHT
    # Rows with wrapped text must stay free to grow.
    page.sheet_format.customHeight = all(each.kind is not Kind.WRAPPED for each in sheet.columns)
    page.freeze_panes = f"{get_column_letter(sheet.key_columns + 1)}{FIRST_ROW}"
    if data_rows is not None:
        letter = get_column_letter(len(sheet.columns))
        last, bottom = sheet.last_rows(data_rows)
        page.print_area = f"A1:{letter}{bottom}"
        if sheet.has_filter:
            page.auto_filter.ref = f"A{HEADER_ROW}:{letter}{last}"
    _print_setup(page, sheet, scope)


def _print_setup(page: Worksheet, sheet: Sheet, scope: Scope) -> None:
    page.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    page.page_setup.orientation = "portrait" if sheet.is_portrait else "landscape"
    page.page_setup.paperSize = _A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    for side, inches in _MARGINS.items():
        setattr(page.page_margins, side, inches)
    footer = page.oddFooter
    footer.left.text = _codes_escaped(f"{scope.association} – {sheet.title}")
    footer.right.text = _("page {page} of {pages}").format(page="&P", pages="&N")
    footer.left.size = footer.right.size = _FOOTER_SIZE
    if scope.is_sample:
        page.oddHeader.right.text = _("SAMPLE – invented data")
        page.oddHeader.right.size, page.oddHeader.right.color = _FOOTER_SIZE, PLUM


def _codes_escaped(text: str) -> str:
    """In a footer `&` begins a code, and Excel refuses more than 255 characters."""
    return "".join(sign for sign in text if sign.isprintable()).replace("&", "&&")[:200]
