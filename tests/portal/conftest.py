"""Citizens' pages by their own addresses, and figures that no other test has counted."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from trackchild.ui.languages import BY_CODE


@pytest.fixture(autouse=True)
def _own_addresses(settings: object) -> Iterator[None]:
    settings.ROOT_URLCONF = "tests.portal.urls"  # type: ignore[attr-defined]
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _four_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which languages are offered depends on how far they are translated; these tests do not."""
    monkeypatch.setattr(
        "trackchild.portal.views.languages.offered", lambda: tuple(BY_CODE[code] for code in ("en", "hi", "bn", "ur"))
    )
