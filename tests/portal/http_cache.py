"""A cache between a reader and the house that keeps answers exactly as long as their headers let it (RFC 9111)."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.test import Client


@dataclass
class HttpCache:
    """A shared cache (a proxy, a content network) or, with `is_browser`, that of one reader."""

    client: Client
    now: Callable[[], datetime]
    is_browser: bool = False
    hits: int = 0
    _kept: dict[tuple[str, ...], tuple[datetime, Any]] = field(default_factory=dict)
    _varies: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def get(self, address: str, **headers: str) -> Any:
        """The kept answer while it is fresh, else a new one, which is kept if it may be."""
        key = (address, *(headers.get(name, "") for name in self._varies.get(address, ())))
        until, answer = self._kept.get(key, (None, None))
        if until is not None and self.now() < until:
            self.hits += 1
            return answer
        answer = self.client.get(address, headers=headers)
        life = self._life(answer.headers.get("Cache-Control", ""))
        if life:
            self._varies[address] = tuple(
                name.strip() for name in answer.headers.get("Vary", "").split(",") if name.strip()
            )
            key = (address, *(headers.get(name, "") for name in self._varies[address]))
            self._kept[key] = (self.now() + life, answer)
        return answer

    def _life(self, control: str) -> timedelta | None:
        words = {word.strip() for word in control.split(",")}
        if "no-store" in words or "no-cache" in words or ("private" in words and not self.is_browser):
            return None
        age = (not self.is_browser and re.search(r"s-maxage=(\d+)", control)) or re.search(r"max-age=(\d+)", control)
        return timedelta(seconds=int(age[1])) if age else None
