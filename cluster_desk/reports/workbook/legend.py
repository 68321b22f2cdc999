"""Explain a workbook on its last sheet: columns, signs, filters, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator

from cluster_desk.i18n import N_, _, ngettext
from cluster_desk.reports.workbook.about import exported_text
from cluster_desk.reports.workbook.cell_xml import CellWriter
from cluster_desk.reports.workbook.model import Column, Kind, Row, Sheet, Tone, Value, Workbook


def legend(workbook: Workbook, cells: CellWriter) -> Sheet:
    """The legend; its rows are to be read when the other sheets are written."""
    return Sheet(
        name=_("Legend"),
        title=_("Legend"),
        about=f"{workbook.title} · {exported_text(workbook.scope)}",
        columns=(
            Column(N_("What"), Kind.TEXT, 34),
            Column(N_("Meaning"), Kind.WRAPPED, 96),
        ),
        rows=_rows(workbook, cells),
        has_filter=False,
    )


def _rows(workbook: Workbook, cells: CellWriter) -> Iterator[tuple[Value, Value] | Row]:
    told: set[tuple[str, str]] = set()
    for sheet in workbook.sheets:
        entries = [column.words() for column in sheet.columns if column.meaning]
        new = [entry for entry in (*entries, *sheet.signs) if entry not in told]
        if new:
            yield Row((sheet.title, None), Tone.SECTION)
            yield from ((header.replace("\n", " "), meaning) for header, meaning in new)
        told.update(new)
    yield Row((_("Filters applied"), None), Tone.SECTION)
    for words in workbook.scope.filters or (_("None: everything is shown."),):
        yield "", words
    yield Row((_("How to read this workbook"), None), Tone.SECTION)
    yield _("Amounts"), _("Euro, with two decimals; an amount below zero is red.")
    yield _("Totals"), _("They follow the filters: hidden rows are not counted.")
    if cells.removed:
        yield (
            _("Left out"),
            ngettext(
                "{count} character that cannot be printed was left out of the cells.",
                "{count} characters that cannot be printed were left out of the cells.",
                cells.removed,
            ).format(count=cells.removed),
        )
