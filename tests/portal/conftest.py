"""Citizens' pages by their own addresses, and figures that no other test has counted."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _own_addresses(settings: object) -> Iterator[None]:
    settings.ROOT_URLCONF = "tests.portal.urls"  # type: ignore[attr-defined]
    cache.clear()
    yield
    cache.clear()
