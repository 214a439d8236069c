"""Citizens' pages: parse, one call, respond. The two addresses without a language are named here for the root."""

from .gallery import short_card
from .languages import choose_language

__all__ = ["choose_language", "short_card"]
