"""Choose the language of a test of formats."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cluster_desk import i18n


@pytest.fixture
def english() -> Iterator[None]:
    """English for this test alone; Italian is what every test starts with."""
    i18n.set_language("en")
    yield
    i18n.set_language("it")
