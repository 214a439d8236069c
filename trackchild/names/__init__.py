"""Names in many scripts and spellings: folded to common sounds, compared, and made readable. Pure Python, no Django."""

from .compare import Comparison, compare_names
from .roles import Role
from .romanising import romanise
from .script import script_of
from .similarity import similarity
from .tokens import Token, fold_name

__all__ = ["Comparison", "Role", "Token", "compare_names", "fold_name", "romanise", "script_of", "similarity"]
