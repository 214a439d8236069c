"""Each of the eighteen terms as one loop over a block of chosen rows: weight and cell of every pair. Compiled by numba.

A function gets only the columns and tables it needs; what it finds for the row `chosen[k]` stands at k.
"""

# numba reads these functions, mypy cannot
# mypy: disable-error-code="no-untyped-def,no-untyped-call,untyped-decorator"

import numpy as np
from numba import njit

from . import layout as at
from .fields import (
    AGE_EDGES_YEARS,
    AGE_STEP_EDGES_YEARS,
    AGE_STEPS,
    AGES,
    DATE_EDGES,
    FIELDS,
    GAP_EDGES_YEARS,
    HEIGHT_EDGES_CM,
    HEIGHT_STEPS,
    NUMBER,
    PHOTO_EDGES,
    PHOTO_STEPS,
    WEAR_EDGES,
)
from .growth import growth_table
from .query import NOTHING

_AGE_EDGES = np.array(AGE_EDGES_YEARS, dtype=np.float32)
_AGE_STEP_EDGES = np.array(AGE_STEP_EDGES_YEARS, dtype=np.float32)
_DATE_EDGES = np.array(DATE_EDGES, dtype=np.float32)
_HEIGHT_EDGES = np.array(HEIGHT_EDGES_CM, dtype=np.float32)
_GAP_EDGES = np.array(GAP_EDGES_YEARS, dtype=np.float32)
_PHOTO_EDGES = np.array(PHOTO_EDGES, dtype=np.float32)
_WEAR_EDGES = np.array(WEAR_EDGES, dtype=np.float32)
_GROWTH = growth_table()
# By the sum of both sides' precision (1 exact, 2 stated, 3 estimated): how many years a year's difference counts for.
_AGE_STRICTNESS = np.array((1.0, 1.0, 1.5, 1.2, 1.0, 0.85, 0.7), dtype=np.float32)

_SEVERAL = FIELDS[NUMBER["marks"]].cells.index("several")
_SIDE_UNTOLD = FIELDS[NUMBER["marks"]].cells.index("side_untold")
_NO_TONGUE = FIELDS[NUMBER["language"]].cells.index("none")
SAME_SEX, DIFFERENT_SEX, INFANT_DIFFERS, UNCERTAIN_SEX = 1, 2, 3, 4
_INFANT_MONTHS = 24
_AGES, _AGE_STEPS, _HEIGHT_STEPS, _PHOTO_STEPS = len(AGES), len(AGE_STEPS), len(HEIGHT_STEPS), len(PHOTO_STEPS)
_SOON_DAYS = 180
_DAYS_A_MONTH, _DAYS_A_YEAR, _MONTHS = np.float32(30.4375), np.float32(365.25), np.float32(12.0)
_LONGEST_GROWTH = _GROWTH.shape[1] - 1
_GARMENT_GRADES = 4

compiled = njit(cache=True, error_model="numpy")


@compiled
def step(value, edges):
    """How many edges lie at or below a value."""
    reached = 0
    for edge in edges:
        if value >= edge:
            reached += 1
    return reached


@compiled
def start_empty(weights, cells):
    """No evidence yet."""
    for k in range(len(weights)):
        weights[k], cells[k] = NOTHING, 0


@compiled
def best_word(chosen, words, low, high, lookup, weights, cells):
    """The weightiest word of some columns, where heavier than what is known already."""
    if lookup.is_silent:
        return
    heard, bit, of_word, cell_of_word = lookup.heard, lookup.bit, lookup.weights, lookup.cells
    for k in range(len(chosen)):
        for column in range(low, high):
            word = words[chosen[k], column]
            if word == 0:  # columns are filled from the left
                break
            weight, cell = lookup.default, lookup.default_cell
            if heard[word] & bit:
                weight, cell = of_word[word], cell_of_word[word]
            if weight > weights[k]:
                weights[k], cells[k] = weight, cell


@compiled
def blank_where_nothing(weights, cells):
    """No evidence found is silence, not a weight."""
    for k in range(len(weights)):
        if weights[k] <= NOTHING:
            weights[k], cells[k] = 0.0, 0


@compiled
def only_where_named(chosen, words, column, weights, cells):
    """Silence where the record names nobody in that place."""
    for k in range(len(chosen)):
        if words[chosen[k], column] == 0:
            weights[k], cells[k] = 0.0, 0


@compiled
def sex(chosen, small, mine, my_age, table, weights, cells):
    for k in range(len(chosen)):
        other, age = small[chosen[k], at.SEX], small[chosen[k], at.AGE]
        cell = 0
        if mine != 0 and other != 0:
            if mine == other:
                cell = SAME_SEX
            elif at.TRANSGENDER in (mine, other):
                cell = UNCERTAIN_SEX
            elif 0 <= my_age < _INFANT_MONTHS or 0 <= age < _INFANT_MONTHS:
                cell = INFANT_DIFFERS
            else:
                cell = DIFFERENT_SEX
        weights[k], cells[k] = table[cell], cell


@compiled
def age(chosen, small, asked, lags, lag_classes, forward, table, weights, cells):
    """The later age beside the earlier one carried forward; the steps widen with estimates."""
    for k in range(len(chosen)):
        other, mine = small[chosen[k], at.AGE], asked[at.AGE]
        cell = 0
        if mine >= 0 and other >= 0:
            early, late = (mine, other) if forward[k] else (other, mine)
            expected = np.float32(early) + np.float32(lags[k]) / _DAYS_A_MONTH
            precision = min(6, asked[at.PRECISION] + small[chosen[k], at.PRECISION])
            difference = (np.float32(late) - expected) / _MONTHS * _AGE_STRICTNESS[precision]
            group = lag_classes[k] * _AGES + step(expected / _MONTHS, _AGE_EDGES)
            cell = 1 + group * _AGE_STEPS + step(difference, _AGE_STEP_EDGES)
        weights[k], cells[k] = table[cell], cell


@compiled
def dates(lags, dated, table, weights, cells):
    for k in range(len(lags)):
        cell = 1 + step(lags[k], _DATE_EDGES) if dated[k] else 0
        weights[k], cells[k] = table[cell], cell


@compiled
def place(chosen, small, lag_classes, lookup, lookup_cells, weights, cells):
    for k in range(len(chosen)):
        number = small[chosen[k], at.PLACE]
        weights[k], cells[k] = lookup[lag_classes[k], number], lookup_cells[lag_classes[k], number]


@compiled
def home(chosen, small, lookup, lookup_cells, weights, cells):
    for k in range(len(chosen)):
        number = small[chosen[k], at.HOME]
        weights[k], cells[k] = lookup[number], lookup_cells[number]


@compiled
def language(chosen, tongues, mine, lookup, lookup_cells, table, weights, cells):
    """The rarest language both speak."""
    for k in range(len(chosen)):
        theirs = tongues[chosen[k]]
        weight, cell = np.float32(0.0), 0
        if theirs != 0 and len(mine) > 0:
            weight, cell = NOTHING, 0
            for number in mine:
                if (theirs >> number) & 1 and lookup[number] > weight:
                    weight, cell = lookup[number], lookup_cells[number]
            if cell == 0:
                weight, cell = table[_NO_TONGUE], _NO_TONGUE
        weights[k], cells[k] = weight, cell


@compiled
def grown(sex_code, age_months, months):
    """Centimetres a child usually grows in so many months."""
    if age_months < 0:
        return np.float32(0.0)
    row = 1 if sex_code == 2 else 0
    start = min(int(age_months), _LONGEST_GROWTH)
    end = min(max(int(age_months + months), 0), _LONGEST_GROWTH)
    return _GROWTH[row, end] - _GROWTH[row, start]


@compiled
def height(chosen, small, asked, lags, forward, table, weights, cells):
    """The later height beside the earlier one and what a child grows meanwhile."""
    for k in range(len(chosen)):
        mine, other = asked[at.HEIGHT], small[chosen[k], at.HEIGHT]
        cell = 0
        if mine != 0 and other != 0:
            months = np.float32(lags[k]) / _DAYS_A_MONTH
            if forward[k]:
                surplus = np.float32(other - mine) - grown(asked[at.SEX], asked[at.AGE], months)
            else:
                row = chosen[k]
                surplus = np.float32(mine - other) - grown(small[row, at.SEX], small[row, at.AGE], months)
            later = 1 if abs(lags[k]) > _SOON_DAYS else 0
            cell = 1 + later * _HEIGHT_STEPS + step(surplus, _HEIGHT_EDGES)
        weights[k], cells[k] = table[cell], cell


@compiled
def complexion(chosen, small, mine, table, weights, cells):
    for k in range(len(chosen)):
        other = small[chosen[k], at.COMPLEXION]
        cell = 1 + min(2, abs(mine - other)) if mine != 0 and other != 0 else 0
        weights[k], cells[k] = table[cell], cell


@compiled
def marks(chosen, codes, lookup, lookup_cells, table, weights, cells):
    """The mark that agrees best, or two that agree; marks that only one side names cost little."""
    for k in range(len(chosen)):
        best, second, cell, second_cell = NOTHING, NOTHING, 0, 0
        for column in range(at.MARKS[0], at.MARKS[1]):
            code = codes[chosen[k], column]
            if code:
                weight = lookup[code]
                if weight > best:
                    second, second_cell = best, cell
                    best, cell = weight, int(lookup_cells[code])
                elif weight > second:
                    second, second_cell = weight, int(lookup_cells[code])
        if _SEVERAL < cell <= _SIDE_UNTOLD and _SEVERAL < second_cell <= _SIDE_UNTOLD:
            best = table[_SEVERAL] + best - table[cell] + second - table[second_cell]
            cell = _SEVERAL
        weights[k], cells[k] = best, cell
    blank_where_nothing(weights, cells)


@compiled
def disability(chosen, small, mine, table, weights, cells):
    for k in range(len(chosen)):
        other = small[chosen[k], at.DISABILITY]
        cell = 0
        if mine != 0 and other != 0:
            cell = 1 if mine & other else 2
        weights[k], cells[k] = table[cell], cell


@compiled
def clothing(chosen, codes, grades, lags, dated, table, weights, cells):
    """The garment that agrees best, while the child may still wear it."""
    for k in range(len(chosen)):
        wear = step(abs(lags[k]), _WEAR_EDGES)
        grade = 0
        if dated[k] and wear < len(_WEAR_EDGES):
            for column in range(at.CLOTHES[0], at.CLOTHES[1]):
                code = codes[chosen[k], column]
                if code and (grade == 0 or grades[code] < grade):
                    grade = int(grades[code])
        cell = wear * _GARMENT_GRADES + grade if grade else 0
        weights[k], cells[k] = table[cell], cell


@compiled
def kind(chosen, small, mine, same_side, asked_is_missing, table, weights, cells):
    for k in range(len(chosen)):
        cell = int(small[chosen[k], at.KIND]) if asked_is_missing else int(mine)
        cell = 0 if same_side else cell
        weights[k], cells[k] = table[cell], cell


@compiled
def cosine(mine, scale, other, other_scale):
    """How alike two faces are, from bytes and their scales."""
    total = np.int32(0)
    for column in range(mine.shape[0]):
        total += np.int32(mine[column]) * np.int32(other[column])
    return np.float32(total) * scale * other_scale


@compiled
def photo(row, days, my_day, above, table):
    """Weight and cell of one row's photograph: how far above strangers, and how many years apart."""
    gap = 0
    if days[row, at.PHOTO_DAY] and my_day:
        gap = 1 + step(abs(days[row, at.PHOTO_DAY] - my_day) / _DAYS_A_YEAR, _GAP_EDGES)
    cell = 1 + gap * _PHOTO_STEPS + step(above, _PHOTO_EDGES)
    return table[cell], cell
