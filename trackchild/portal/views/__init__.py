"""Citizens' pages: parse, one call, respond. The addresses without a language are named here for the root."""

from .gallery import short_card
from .languages import choose_language
from .offline import asset_links, service_worker, share

__all__ = ["asset_links", "choose_language", "service_worker", "share", "short_card"]
