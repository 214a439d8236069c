"""The whole register matched at once: every open missing case against every open found child, on many cores.

`rank_all` needs neither Django nor a database; `keeping.py` reads the register from the database and stores the pairs.
The scorer is the matcher's own, so a pair weighs the same here as when a single child is saved.
"""

from .ranking import ENGINES, Asked, Ranked, WholeError, rank_all, rank_register

__all__ = ["ENGINES", "Asked", "Ranked", "WholeError", "rank_all", "rank_register"]
