"""The scorer: explained, exhaustive comparison of one described child with all others. numpy and numba, no Django.

Read `register.py` first, then `fields.py` for the terms and `kernel.py` for how each is weighed.
"""

from .hits import Hit, Relation, Strength, Term, Veto
from .places import Places, read_places
from .records import AgePrecision, Problem, Record, Side
from .register import Register, warm_up
from .weights import Weights, WeightsError, load_weights

__all__ = [
    "AgePrecision",
    "Hit",
    "Places",
    "Problem",
    "Record",
    "Register",
    "Relation",
    "Side",
    "Strength",
    "Term",
    "Veto",
    "Weights",
    "WeightsError",
    "load_weights",
    "read_places",
    "warm_up",
]
