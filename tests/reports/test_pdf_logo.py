"""A logo is decoded and written anew, or refused; never taken as the file it came in."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from PIL import Image, PngImagePlugin

from cluster_desk.reports.fees.receipt import receipt_pdf, receipts_pdf
from cluster_desk.reports.pdf.images import LARGEST_FILE, LogoRefused, readable_logo
from cluster_desk.reports.tables.sign_in_sheet import sign_in_pdf
from tests.reports import sample_documents as sample
from tests.reports.pdf_reading import opened


def written(image: Image.Image, kind: str = "PNG", **settings: object) -> bytes:
    stream = BytesIO()
    image.save(stream, kind, **settings)
    return stream.getvalue()


def bomb(side: int) -> bytes:
    """A PNG that says it is enormous and holds nothing."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    length, check = struct.pack(">I", len(head)), struct.pack(">I", zlib.crc32(chunk))
    return b"\x89PNG\r\n\x1a\n" + length + chunk + check


def images(pdf: bytes) -> list[pikepdf.Object]:
    with opened(pdf) as document:
        streams = [thing for thing in document.objects if isinstance(thing, pikepdf.Stream)]
        return [one for one in streams if one.get("/Subtype") == "/Image"]


def test_a_transparent_logo_is_set_on_white() -> None:
    logo = Image.new("RGBA", (40, 20), (0, 0, 0, 0))
    logo.putpixel((3, 4), (122, 36, 104, 255))
    drawn = Image.open(BytesIO(readable_logo(written(logo))))
    assert drawn.mode == "RGB"
    assert drawn.getpixel((0, 0)) == (255, 255, 255)
    assert drawn.getpixel((3, 4)) == (122, 36, 104)


def test_what_a_picture_carries_besides_its_pixels_is_dropped() -> None:
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", "Elena Zanetti")
    logo = written(Image.new("RGB", (30, 30), "red"), pnginfo=told)
    assert b"Elena" in logo
    assert b"Elena" not in readable_logo(logo)


def test_a_jpeg_is_taken_and_a_large_one_made_small() -> None:
    logo = written(Image.new("L", (2000, 1000), 90), "JPEG")
    assert Image.open(BytesIO(readable_logo(logo))).size == (600, 300)


@pytest.mark.parametrize(
    "logo",
    [
        b"",
        b"not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        written(Image.new("RGB", (30, 30)))[:60],
        written(Image.new("RGB", (30, 30)), "BMP"),
        written(Image.new("RGB", (4001, 10))),
        bomb(30_000),
        b"\x89PNG\r\n\x1a\n" + b"x" * LARGEST_FILE,
    ],
    ids=["empty", "text", "svg", "cut", "bmp", "wide", "bomb", "heavy"],
)
def test_what_is_no_such_picture_is_refused(logo: bytes) -> None:
    with pytest.raises(LogoRefused):
        readable_logo(logo)


def test_the_logo_stands_once_in_a_file_of_many_receipts() -> None:
    head = replace(sample.LETTERHEAD, logo=written(Image.new("RGB", (60, 40), "navy")))
    pdf = receipts_pdf([sample.receipt(number) for number in range(1, 9)], head)
    assert len(images(pdf)) == 1
    assert pdf == receipts_pdf([sample.receipt(number) for number in range(1, 9)], head)


def test_without_a_logo_there_is_no_image() -> None:
    assert images(receipt_pdf(sample.receipt(), sample.LETTERHEAD)) == []


def test_the_logos_of_a_programme_stand_on_its_sheet() -> None:
    logos = tuple(written(Image.new("RGB", (60, 30), colour)) for colour in ("navy", "green"))
    assert len(images(sign_in_pdf(sample.sign_in(logos=logos), sample.LETTERHEAD))) == 2
