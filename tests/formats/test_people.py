"""Names are joined as a sentence wants them."""

from __future__ import annotations

import pytest

from cluster_desk.formats.people import join_names


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        ([], ""),
        (["Anna"], "Anna"),
        (["Anna", "Bruno"], "Anna e Bruno"),
        (["Anna", "Bruno", "Carla"], "Anna, Bruno e Carla"),
        (["Anna", "Elena"], "Anna ed Elena"),
        (["Anna", "Èrica"], "Anna ed Èrica"),
        (["Anna", "«Emulsia»"], "Anna ed «Emulsia»"),
    ],
)
def test_the_last_name_is_joined_with_and(names: list[str], sentence: str) -> None:
    assert join_names(iter(names)) == sentence


@pytest.mark.usefixtures("english")
def test_english_has_one_and() -> None:
    assert join_names(["Anna", "Bruno", "Elena"]) == "Anna, Bruno and Elena"
