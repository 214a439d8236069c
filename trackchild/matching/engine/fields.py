"""The eighteen terms of a comparison and their cells.

A cell is the finest thing a weight is learned for ("a bit older than expected, an adolescent, years after"); a level is
what a person is told ("a bit older"). Cell 0 of every field is blank and weighs nothing.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import product

BLANK = "blank"


@dataclass(frozen=True)
class Field:
    """One term: its name, the keys of its cells and the level each cell is told as."""

    name: str
    cells: tuple[str, ...]
    rarity: float = 0.0  # share of a value's rarity that counts, before learning

    @cached_property
    def groups(self) -> int:
        """Into how many conditions (lag, age) the levels are split; cells of one condition stand together."""
        return len({cell.rpartition(".")[0] for cell in self.cells[1:]})

    @cached_property
    def levels(self) -> tuple[str, ...]:
        """The word for every cell: the last part of its key, without its step number."""
        return tuple(cell.rsplit(".", 1)[-1].lstrip("0123456789_") for cell in self.cells)


def _cells(*parts: tuple[str, ...]) -> tuple[str, ...]:
    return (BLANK, *(".".join(combination) for combination in product(*parts)))


NAME_GRADES = ("same", "sound", "near", "rough")
LAGS = ("weeks", "months", "years")  # up to 60 days, up to 400, beyond
LAG_EDGES = (60, 400)
AGES = ("infant", "child", "youth", "adolescent")
AGE_EDGES_YEARS = (4.0, 10.0, 14.0)
AGE_STEPS = ("much_younger", "years_younger", "younger", "bit_younger", "same_age", "bit_older", "older", "years_older",
             "much_older")  # fmt: skip
AGE_STEP_EDGES_YEARS = (-3.5, -2.5, -1.5, -0.6, 0.6, 1.5, 2.5, 3.5)
DATES = ("before", "days", "week", "month", "quarter", "half_year", "year", "two_years", "four_years", "later")
DATE_EDGES = (0, 3, 8, 31, 92, 183, 366, 731, 1461)
HEIGHT_STEPS = ("much_shorter", "shorter", "bit_shorter", "same_height", "bit_taller", "taller", "much_taller")
HEIGHT_EDGES_CM = (-18.0, -10.0, -4.0, 4.0, 10.0, 18.0)
WEAR = ("days", "weeks", "months")
WEAR_EDGES = (4, 16, 60)  # beyond the last, clothes say nothing
GAPS = ("undated", "half_year", "year", "two_years", "three_years", "later")
GAP_EDGES_YEARS = (0.5, 1.0, 2.0, 3.0)
PHOTO_STEPS = ("00_unlike", "01_unlike", "02_unlike", "03_doubtful", "04_doubtful", "05_somewhat_alike", "06_alike",
               "07_alike", "08_very_alike", "09_very_alike", "10_very_alike", "11_very_alike")  # fmt: skip
PHOTO_EDGES = (-0.5, 0.5, 1.25, 2.0, 2.75, 3.5, 4.25, 5.0, 5.75, 6.5, 7.5)  # standard deviations above a stranger's

FIELDS = (
    Field("name", (BLANK, *NAME_GRADES, "nickname", "elsewhere", "different", "nickname_differs"), 0.5),
    Field("family", (BLANK, *NAME_GRADES, "patronymic", "different"), 0.5),
    Field("father", (BLANK, *NAME_GRADES, "elsewhere", "different"), 0.5),
    Field("mother", (BLANK, *NAME_GRADES, "elsewhere", "different"), 0.5),
    Field("sex", (BLANK, "same", "different", "infant_differs", "uncertain")),
    Field("age", _cells(LAGS, AGES, AGE_STEPS)),
    Field("date", (BLANK, *DATES)),
    Field("place", _cells(LAGS, ("same_district", "near", "same_state", "near_other_state", "other_state")), 0.5),
    Field("home", (BLANK, "same_district", "near", "same_state", "state_only", "other_state", "near_other_state"), 0.5),
    Field("village", (BLANK, *NAME_GRADES, "different"), 0.5),
    Field("language", (BLANK, "first", "shared", "none"), 0.5),
    Field("height", _cells(("soon", "later"), HEIGHT_STEPS)),
    Field("complexion", (BLANK, "same", "neighbouring", "unlike")),
    Field("marks", (BLANK, "several", "same", "side_untold", "other_side", "like", "different"), 0.5),
    Field("disability", (BLANK, "same", "different")),
    Field("clothing", _cells(WEAR, ("same", "garment", "colour", "different"))),
    Field("kind", (BLANK, "found", "institution")),
    Field("photo", _cells(GAPS, PHOTO_STEPS)),
)
NUMBER = {field.name: number for number, field in enumerate(FIELDS)}
FIELD_COUNT = len(FIELDS)
WIDTH = max(len(field.cells) for field in FIELDS)
PHOTO = NUMBER["photo"]
assert PHOTO == FIELD_COUNT - 1, "the photo is weighed last, and only where it can matter"
