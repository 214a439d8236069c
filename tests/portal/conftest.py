"""Languages that do not depend on the translators' progress, and figures that no other test has counted."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from trackchild.ui.languages import BY_CODE


@pytest.fixture(autouse=True)
def _fresh_counts() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _four_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which languages are offered depends on how far they are translated; these tests do not."""
    monkeypatch.setattr(
        "trackchild.portal.views.languages.offered", lambda: tuple(BY_CODE[code] for code in ("en", "hi", "bn", "ur"))
    )
