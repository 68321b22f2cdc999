"""Write counts, shares and sizes as the language wants them."""

from __future__ import annotations

from cluster_desk.formats.money import MINUS, NBSP, grouped
from cluster_desk.i18n import language, ngettext

_STEP = 1000
_UNITS = ("kB", "MB", "GB", "TB")


def count_text(count: int) -> str:
    """`1.234`, with a real minus."""
    return (MINUS if count < 0 else "") + grouped(abs(count))


def count_words(one: str, many: str, count: int, **fields: object) -> str:
    """A sentence of a count, such as `1.234 soci`: both are msgids with the field count."""
    return ngettext(one, many, count).format(count=count_text(count), **fields)


def percent_text(numerator: int, denominator: int, *, decimals: int = 0) -> str:
    """`46 %`, half rounded up; a dash where there is nothing to take a share of.

    Both counts are zero or more. Whole percents hide narrow majorities: ask for decimals there.
    """
    if denominator == 0:
        return "–"
    scale = 10**decimals
    scaled = (numerator * 100 * scale * 2 + denominator) // (denominator * 2)
    return f"{_with_decimals(scaled, decimals)}{'' if language() == 'en' else NBSP}%"


def file_size_text(size: int) -> str:
    """From bytes, in steps of a thousand as storage is sold: `1,2 MB`."""
    if size < _STEP:
        return ngettext("{count} byte", "{count} bytes", size).format(count=size)
    unit, scale = 0, _STEP
    while unit + 1 < len(_UNITS) and (size * 10 + scale // 2) // scale >= _STEP * 10:
        unit, scale = unit + 1, scale * _STEP
    tenths = (size * 10 + scale // 2) // scale
    whole, tenth = divmod(tenths, 10)
    return f"{_with_decimals(tenths, 1) if tenth else grouped(whole)}{NBSP}{_UNITS[unit]}"


def _with_decimals(scaled: int, decimals: int) -> str:
    if not decimals:
        return grouped(scaled)
    whole, part = divmod(scaled, 10**decimals)
    return f"{grouped(whole)}{'.' if language() == 'en' else ','}{part:0{decimals}d}"
