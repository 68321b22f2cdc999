"""Take a logo only as a picture that was decoded and written anew, never as the file it came in."""

from __future__ import annotations

import warnings
from functools import lru_cache
from io import BytesIO
from typing import Any

from PIL import Image, UnidentifiedImageError
from reportlab.lib.utils import ImageReader

from cluster_desk.errors import FileRefused
from cluster_desk.i18n import N_

LARGEST_FILE = 5_000_000
LARGEST_SIDE = 4_000
_PRINTED_SIDE = 600  # pixels: 11 mm of letterhead need no more


class LogoRefused(FileRefused):
    """Not a picture this program takes."""

    message = N_("The logo cannot be used: choose a PNG or JPEG of at most 5 MB and 4,000 pixels.")


class LogoTooHeavy(LogoRefused):
    """More bytes than a logo needs."""

    message = N_("This picture weighs {megabytes} MB: choose one of at most 5 MB.")


class LogoTooLarge(LogoRefused):
    """More pixels than a logo needs, or than a file of its size can hold."""

    message = N_("This picture is too large: choose one of at most 4,000 pixels a side.")


class NoPicture(LogoRefused):
    """Another kind of file, or a broken one."""

    message = N_(
        "This file is no PNG or JPEG picture, or it is damaged: save drawings (SVG, PDF) as PNG."
    )


@lru_cache(maxsize=16)
def picture(logo: bytes) -> Any:
    """The logo as ReportLab draws it; LogoRefused for what is no such picture."""
    return ImageReader(BytesIO(readable_logo(logo)))


def refuse_heavy(size: int) -> None:
    """LogoTooHeavy where a file has more bytes than a logo needs, with how many it has."""
    if size > LARGEST_FILE:
        raise LogoTooHeavy(megabytes=-(-size // 1_000_000))


def readable_logo(logo: bytes) -> bytes:
    """The picture as a small opaque PNG without metadata; the same bytes for the same picture.

    LogoRefused, as the kind that says why, for anything else.
    """
    refuse_heavy(len(logo))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(logo), formats=("PNG", "JPEG")) as image:
                if max(image.size) > LARGEST_SIDE:
                    raise LogoTooLarge
                drawn = image.convert("RGBA")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise LogoTooLarge from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise NoPicture from error  # Pillow's words for a broken PNG are a SyntaxError
    drawn.thumbnail((_PRINTED_SIDE, _PRINTED_SIDE))
    white = Image.new("RGB", drawn.size, "white")
    white.paste(drawn, mask=drawn.getchannel("A"))
    written = BytesIO()
    white.save(written, "PNG")
    return written.getvalue()
