"""The fused loop: one query against every row, eighteen terms each, the best kept in a heap. Compiled by numba.

Each term is a function that returns (weight, cell); the total is their sum in a fixed order, so that the list of hits
and the explanation of one pair can never disagree. Nothing is pruned: a photograph is only left unread where even the
strongest one could not lift the row into the list.
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
    FIELD_COUNT,
    FIELDS,
    GAP_EDGES_YEARS,
    HEIGHT_EDGES_CM,
    HEIGHT_STEPS,
    LAG_EDGES,
    NUMBER,
    PHOTO,
    PHOTO_EDGES,
    PHOTO_STEPS,
    WEAR_EDGES,
)
from .growth import growth_table
from .query import MODEL_WANTED, NOTHING, SAME_SIDE, SIGN

_LAG_EDGES = np.array(LAG_EDGES, dtype=np.float32)
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

_NAME, _FAMILY, _FATHER, _MOTHER, _SEX, _AGE = (
    NUMBER[name] for name in ("name", "family", "father", "mother", "sex", "age")
)
_DATE, _PLACE, _HOME, _VILLAGE, _LANGUAGE = (NUMBER[name] for name in ("date", "place", "home", "village", "language"))
_HEIGHT, _COMPLEXION, _MARKS, _DISABILITY = (NUMBER[name] for name in ("height", "complexion", "marks", "disability"))
_CLOTHING, _KIND = NUMBER["clothing"], NUMBER["kind"]
_SEVERAL = FIELDS[_MARKS].cells.index("several")
_SIDE_UNTOLD = FIELDS[_MARKS].cells.index("side_untold")
_NO_TONGUE = FIELDS[_LANGUAGE].cells.index("none")
_SAME, _DIFFERENT, _INFANT, _UNCERTAIN = 1, 2, 3, 4
_INFANT_MONTHS = 24
_LAGS, _AGES, _AGE_STEPS, _HEIGHT_STEPS, _PHOTO_STEPS = (
    3,
    len(AGES),
    len(AGE_STEPS),
    len(HEIGHT_STEPS),
    len(PHOTO_STEPS),
)
_SOON_DAYS = 180
_DAYS_A_MONTH, _DAYS_A_YEAR, _MONTHS = 30.4375, 365.25, 12.0
_LONGEST_GROWTH = _GROWTH.shape[1] - 1
_GARMENT_GRADES = 4


@njit(cache=True)
def _step(value, edges):
    """How many edges lie at or below a value."""
    step = 0
    for edge in edges:
        if value >= edge:
            step += 1
    return step


@njit(cache=True)
def _best(lookup, words, low, high, best, cell):
    """The weightiest word of some columns of a row, if heavier than what is known already."""
    for column in range(low, high):
        word = words[column]
        if word and lookup.weights[word] > best:
            best = lookup.weights[word]
            cell = lookup.cells[word]
    return best, cell


@njit(cache=True)
def _or_blank(best, cell):
    if best <= NOTHING:
        return np.float32(0.0), 0
    return best, int(cell)


@njit(cache=True)
def _name(q, words):
    best, cell = _best(q.given, words, at.GIVEN[0], at.GIVEN[1], NOTHING, 0)
    best, cell = _best(q.alias, words, at.ALIAS[0], at.ALIAS[1], best, cell)
    best, cell = _best(q.elsewhere, words, at.FAMILY[0], at.FAMILY[1], best, cell)
    return _or_blank(best, cell)


@njit(cache=True)
def _family(q, words):
    best, cell = _best(q.family, words, at.FAMILY[0], at.FAMILY[1], NOTHING, 0)
    best, cell = _best(q.patronym, words, at.FATHER[0], at.FATHER[1], best, cell)
    return _or_blank(best, cell)


@njit(cache=True)
def _father(q, words):
    if words[at.FATHER[0]] == 0:
        return np.float32(0.0), 0
    best, cell = _best(q.father, words, at.FATHER[0], at.FATHER[1], NOTHING, 0)
    if best > NOTHING:
        best, cell = _best(q.father_elsewhere, words, at.FAMILY[0], at.FAMILY[1], best, cell)
    return _or_blank(best, cell)


@njit(cache=True)
def _sex(q, small, table):
    mine, other = q.small[at.SEX], small[at.SEX]
    if mine == 0 or other == 0:
        return np.float32(0.0), 0
    cell = _SAME
    if mine != other:
        ages = q.small[at.AGE], small[at.AGE]
        if mine == at.TRANSGENDER or other == at.TRANSGENDER:
            cell = _UNCERTAIN
        elif 0 <= ages[0] < _INFANT_MONTHS or 0 <= ages[1] < _INFANT_MONTHS:
            cell = _INFANT
        else:
            cell = _DIFFERENT
    return table[_SEX, cell], cell


@njit(cache=True)
def _age(q, small, lag, lag_class, forward, table):
    mine, other = q.small[at.AGE], small[at.AGE]
    if mine < 0 or other < 0:
        return np.float32(0.0), 0
    months = np.float32(lag) / np.float32(_DAYS_A_MONTH)
    lost, found = (mine, other) if forward else (other, mine)
    expected = np.float32(lost) + months
    strictness = _AGE_STRICTNESS[min(6, q.small[at.PRECISION] + small[at.PRECISION])]
    difference = (np.float32(found) - expected) / np.float32(_MONTHS) * strictness
    age_class = _step(expected / np.float32(_MONTHS), _AGE_EDGES)
    cell = 1 + (lag_class * _AGES + age_class) * _AGE_STEPS + _step(difference, _AGE_STEP_EDGES)
    return table[_AGE, cell], cell


@njit(cache=True)
def _tongue(q, tongues, table):
    if tongues == 0 or q.tongue_mask[0] == 0:
        return np.float32(0.0), 0
    shared = tongues & q.tongue_mask[0]
    if shared == 0:
        return table[_LANGUAGE, _NO_TONGUE], _NO_TONGUE
    best, cell, bit = NOTHING, 0, 0
    while shared:
        if shared & np.uint64(1) and q.tongues.weights[bit] > best:
            best, cell = q.tongues.weights[bit], int(q.tongues.cells[bit])
        shared >>= np.uint64(1)
        bit += 1
    return best, cell


@njit(cache=True)
def _grown(sex, age_months, months):
    """Centimetres a child usually grows in so many months."""
    if age_months < 0:
        return np.float32(0.0)
    row = 1 if sex == 2 else 0
    start = min(float(age_months), float(_LONGEST_GROWTH))
    end = min(max(start + months, 0.0), float(_LONGEST_GROWTH))
    return _GROWTH[row, int(end)] - _GROWTH[row, int(start)]


@njit(cache=True)
def _height(q, small, lag, forward, table):
    mine, other = q.small[at.HEIGHT], small[at.HEIGHT]
    if mine == 0 or other == 0:
        return np.float32(0.0), 0
    months = lag / _DAYS_A_MONTH
    if forward:
        surplus = np.float32(other - mine) - _grown(q.small[at.SEX], q.small[at.AGE], months)
    else:
        surplus = np.float32(mine - other) - _grown(small[at.SEX], small[at.AGE], months)
    later = 1 if abs(lag) > _SOON_DAYS else 0
    cell = 1 + later * _HEIGHT_STEPS + _step(surplus, _HEIGHT_EDGES)
    return table[_HEIGHT, cell], cell


@njit(cache=True)
def _complexion(q, small, table):
    mine, other = q.small[at.COMPLEXION], small[at.COMPLEXION]
    if mine == 0 or other == 0:
        return np.float32(0.0), 0
    cell = 1 + min(2, abs(mine - other))
    return table[_COMPLEXION, cell], cell


@njit(cache=True)
def _marks(q, codes, table):
    best, second, cell, second_cell = NOTHING, NOTHING, 0, 0
    for column in range(at.MARKS[0], at.MARKS[1]):
        code = codes[column]
        if code:
            weight = q.marks.weights[code]
            if weight > best:
                second, second_cell = best, cell
                best, cell = weight, int(q.marks.cells[code])
            elif weight > second:
                second, second_cell = weight, int(q.marks.cells[code])
    if _SEVERAL < cell <= _SIDE_UNTOLD and _SEVERAL < second_cell <= _SIDE_UNTOLD:
        rarity = best - table[_MARKS, cell] + second - table[_MARKS, second_cell]
        return table[_MARKS, _SEVERAL] + rarity, _SEVERAL
    return _or_blank(best, cell)


@njit(cache=True)
def _disability(q, small, table):
    mine, other = q.small[at.DISABILITY], small[at.DISABILITY]
    if mine == 0 or other == 0:
        return np.float32(0.0), 0
    cell = _SAME if mine & other else _DIFFERENT
    return table[_DISABILITY, cell], cell


@njit(cache=True)
def _clothing(q, codes, lag, dated, table):
    wear = _step(abs(lag), _WEAR_EDGES)
    if not dated or wear == len(_WEAR_EDGES):
        return np.float32(0.0), 0
    grade = 0
    for column in range(at.CLOTHES[0], at.CLOTHES[1]):
        if codes[column]:
            found = int(q.clothes[codes[column]])
            if grade == 0 or found < grade:
                grade = found
    if grade == 0:
        return np.float32(0.0), 0
    cell = wear * _GARMENT_GRADES + grade
    return table[_CLOTHING, cell], cell


@njit(cache=True)
def _kind(q, small, table):
    if q.against[SAME_SIDE]:
        return np.float32(0.0), 0
    cell = int(small[at.KIND]) if q.against[SIGN] > 0 else int(q.small[at.KIND])
    return table[_KIND, cell], cell


@njit(cache=True)
def _photo(q, days, photos, scales, table):
    slot = days[at.SLOT] - 1
    total = np.int32(0)
    for column in range(q.photo.shape[0]):
        total += np.int32(q.photo[column]) * np.int32(photos[slot, column])
    cosine = np.float32(total) * q.photo_scale[0] * scales[slot]
    step = _step((cosine - q.photo_scale[1]) / q.photo_scale[2], _PHOTO_EDGES)
    gap = 0
    if days[at.PHOTO_DAY] and q.days[at.PHOTO_DAY]:
        gap = 1 + _step(abs(days[at.PHOTO_DAY] - q.days[at.PHOTO_DAY]) / np.float32(_DAYS_A_YEAR), _GAP_EDGES)
    cell = 1 + gap * _PHOTO_STEPS + step
    return table[PHOTO, cell], cell


@njit(cache=True)
def _has_photo(q, days, small):
    return q.photo.shape[0] > 0 and days[at.SLOT] > 0 and small[at.MODEL] == q.against[MODEL_WANTED]


@njit(cache=True)
def lag_of(q, days):
    """Found minus missing in days (later minus earlier on one side), and whether both are dated."""
    mine, other = q.days[at.EVENT], days[at.EVENT]
    if mine == 0 or other == 0:
        return 0, False
    if q.against[SAME_SIDE]:
        return abs(other - mine), True
    return (other - mine) * q.against[SIGN], True


@njit(cache=True)
def _is_forward(q, days):
    """Whether the asking record is the earlier description: the missing one, or the older of two on one side."""
    if q.against[SAME_SIDE]:
        return days[at.EVENT] >= q.days[at.EVENT]
    return q.against[SIGN] > 0


@njit(cache=True)
def weigh(q, rows, i, table, weights, cells):
    """Fill weight and cell of every term but the photo; the sum is the total without it."""
    words, small, codes = rows.words[i], rows.small[i], rows.codes[i]
    lag, dated = lag_of(q, rows.days[i])
    forward = _is_forward(q, rows.days[i])
    lag_class = _step(abs(lag), _LAG_EDGES)
    weights[_NAME], cells[_NAME] = _name(q, words)
    weights[_FAMILY], cells[_FAMILY] = _family(q, words)
    weights[_FATHER], cells[_FATHER] = _father(q, words)
    weights[_MOTHER], cells[_MOTHER] = _or_blank(*_best(q.mother, words, at.MOTHER[0], at.MOTHER[1], NOTHING, 0))
    weights[_SEX], cells[_SEX] = _sex(q, small, table)
    weights[_AGE], cells[_AGE] = _age(q, small, lag, lag_class, forward, table)
    date_cell = 1 + _step(lag, _DATE_EDGES) if dated else 0
    weights[_DATE], cells[_DATE] = table[_DATE, date_cell], date_cell
    place, home = small[at.PLACE], small[at.HOME]
    weights[_PLACE], cells[_PLACE] = q.places[lag_class, place], q.place_cells[lag_class, place]
    weights[_HOME], cells[_HOME] = q.homes.weights[home], q.homes.cells[home]
    weights[_VILLAGE], cells[_VILLAGE] = _or_blank(*_best(q.village, words, at.VILLAGE, at.WORDS, NOTHING, 0))
    weights[_LANGUAGE], cells[_LANGUAGE] = _tongue(q, rows.tongues[i], table)
    weights[_HEIGHT], cells[_HEIGHT] = _height(q, small, lag, forward, table)
    weights[_COMPLEXION], cells[_COMPLEXION] = _complexion(q, small, table)
    weights[_MARKS], cells[_MARKS] = _marks(q, codes, table)
    weights[_DISABILITY], cells[_DISABILITY] = _disability(q, small, table)
    weights[_CLOTHING], cells[_CLOTHING] = _clothing(q, codes, lag, dated, table)
    weights[_KIND], cells[_KIND] = _kind(q, small, table)
    weights[PHOTO], cells[PHOTO] = np.float32(0.0), 0
    total = np.float32(0.0)
    for number in range(PHOTO):
        total += weights[number]
    return total


@njit(cache=True)
def weigh_photo(q, rows, i, photos, scales, table, weights, cells):
    """Fill the photo's term; its weight."""
    if not _has_photo(q, rows.days[i], rows.small[i]):
        return np.float32(0.0)
    weights[PHOTO], cells[PHOTO] = _photo(q, rows.days[i], photos, scales, table)
    return weights[PHOTO]


@njit(cache=True)
def is_photo_only_across_sexes(sex_cell, photo, rest):
    """A likeness alone does not turn a girl into a boy."""
    return sex_cell == _DIFFERENT and photo > 0 and rest <= 0


@njit(cache=True)
def _is_ahead(total, tie, row, totals, ties, found, other):
    """Whether a newcomer belongs before a hit of the heap: by total, then by checksum, then by row."""
    if total != totals[other]:
        return total > totals[other]
    if tie != ties[other]:
        return tie < ties[other]
    return row < found[other]


@njit(cache=True)
def _swap(totals, ties, found, one, other):
    totals[one], totals[other] = totals[other], totals[one]
    ties[one], ties[other] = ties[other], ties[one]
    found[one], found[other] = found[other], found[one]


@njit(cache=True)
def _sink(totals, ties, found, size):
    """Restore the heap (worst on top) from the top down."""
    node = 0
    while True:
        child = 2 * node + 1
        if child >= size:
            return
        right = child + 1
        if right < size and _is_ahead(totals[child], ties[child], found[child], totals, ties, found, right):
            child = right
        if not _is_ahead(totals[node], ties[node], found[node], totals, ties, found, child):
            return
        _swap(totals, ties, found, node, child)
        node = child


@njit(cache=True)
def _rise(totals, ties, found, node):
    while node:
        parent = (node - 1) // 2
        if not _is_ahead(totals[parent], ties[parent], found[parent], totals, ties, found, node):
            return
        _swap(totals, ties, found, node, parent)
        node = parent


@njit(cache=True)
def scan(q, rows, photos, scales, table, totals, ties, found, skip):
    """Fill the arrays with the best rows in no order; how many there are."""
    weights, cells = np.zeros(FIELD_COUNT, dtype=np.float32), np.zeros(FIELD_COUNT, dtype=np.int16)
    most = table[PHOTO].max()
    size, limit = 0, len(totals)
    for i in range(len(rows.days)):
        if rows.small[i, at.STATUS] != at.LIVE or i == skip:
            continue
        lag, dated = lag_of(q, rows.days[i])
        if dated and lag < at.EARLIEST_LAG_DAYS:
            continue
        total = weigh(q, rows, i, table, weights, cells)
        if _has_photo(q, rows.days[i], rows.small[i]):
            if size == limit and total + most < totals[0]:
                continue
            rest = total
            photo = weigh_photo(q, rows, i, photos, scales, table, weights, cells)
            total += photo
            if is_photo_only_across_sexes(cells[_SEX], photo, rest):
                continue
        tie = rows.days[i, at.TIE]
        if size < limit:
            totals[size], ties[size], found[size] = total, tie, i
            _rise(totals, ties, found, size)
            size += 1
        elif _is_ahead(total, tie, i, totals, ties, found, 0):
            totals[0], ties[0], found[0] = total, tie, i
            _sink(totals, ties, found, size)
    return size
