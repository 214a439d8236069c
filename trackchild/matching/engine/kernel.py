"""One query against every row: the terms block by block, the best kept in a heap. Compiled by numba.

The total is the sum of the terms in a fixed order, so that the list of hits and the explanation of one pair can never
disagree. Nothing is pruned: a photograph is only left unread where even the strongest one could not lift the row into
the list.
"""

# numba reads these functions, mypy cannot
# mypy: disable-error-code="no-untyped-def,no-untyped-call,untyped-decorator"

import numpy as np

from . import layout as at
from . import terms
from .faces import most_of, weigh_face
from .fields import FIELD_COUNT, LAG_EDGES, NUMBER, PHOTO
from .query import MODEL_WANTED, SAME_SIDE, SIGN
from .terms import compiled, step

BLOCK = 1024
_LAG_EDGES = np.array(LAG_EDGES, dtype=np.float32)
_NAME, _FAMILY, _FATHER, _MOTHER, _SEX, _AGE = (
    NUMBER[name] for name in ("name", "family", "father", "mother", "sex", "age")
)
_DATE, _PLACE, _HOME, _VILLAGE, _LANGUAGE = (NUMBER[name] for name in ("date", "place", "home", "village", "language"))
_HEIGHT, _COMPLEXION, _MARKS, _DISABILITY = (NUMBER[name] for name in ("height", "complexion", "marks", "disability"))
_CLOTHING, _KIND = NUMBER["clothing"], NUMBER["kind"]


@compiled
def lag_of(asked_day, other_day, sign, same_side):
    """Found minus missing in days (later minus earlier on one side), and whether both are dated."""
    if asked_day == 0 or other_day == 0:
        return 0, False
    if same_side:
        return abs(other_day - asked_day), True
    return (other_day - asked_day) * sign, True


@compiled
def choose(q, rows, start, stop, skip, chosen, lags, dated):
    """The living rows of a stretch that no date rules out, with their distance in days; how many."""
    days, small = rows.days, rows.small
    my_day, sign, same_side = q.days[at.EVENT], q.against[SIGN], q.against[SAME_SIDE]
    count = 0
    for i in range(start, stop):
        if small[i, at.STATUS] != at.LIVE or i == skip:
            continue
        lag, known = lag_of(my_day, days[i, at.EVENT], sign, same_side)
        if known and lag < at.EARLIEST_LAG_DAYS:
            continue
        chosen[count], lags[count], dated[count] = i, lag, known
        count += 1
    return count


@compiled
def _names(q, words, chosen, weights, cells):
    for field in (_NAME, _FAMILY, _FATHER, _MOTHER, _VILLAGE):
        terms.start_empty(weights[field], cells[field])
    best = terms.best_word
    w, c = weights[_NAME], cells[_NAME]
    best(chosen, words, at.GIVEN[0], at.GIVEN[1], q.given, w, c)
    best(chosen, words, at.ALIAS[0], at.ALIAS[1], q.alias, w, c)
    best(chosen, words, at.FAMILY[0], at.FAMILY[1], q.elsewhere, w, c)
    w, c = weights[_FAMILY], cells[_FAMILY]
    best(chosen, words, at.FAMILY[0], at.FAMILY[1], q.family, w, c)
    best(chosen, words, at.FATHER[0], at.FATHER[1], q.patronym, w, c)
    w, c = weights[_FATHER], cells[_FATHER]
    best(chosen, words, at.FATHER[0], at.FATHER[1], q.father, w, c)
    best(chosen, words, at.FAMILY[0], at.FAMILY[1], q.father_elsewhere, w, c)
    terms.only_where_named(chosen, words, at.FATHER[0], w, c)
    best(chosen, words, at.MOTHER[0], at.MOTHER[1], q.mother, weights[_MOTHER], cells[_MOTHER])
    best(chosen, words, at.VILLAGE, at.WORDS, q.village, weights[_VILLAGE], cells[_VILLAGE])
    for field in (_NAME, _FAMILY, _FATHER, _MOTHER, _VILLAGE):
        terms.blank_where_nothing(weights[field], cells[field])


@compiled
def weigh(q, rows, chosen, lags, dated, table, weights, cells):
    """Fill weight and cell of every term but the photo, a field a row, for the chosen rows."""
    small, codes, mine = rows.small, rows.codes, q.small
    same_side, is_missing = q.against[SAME_SIDE] != 0, q.against[SIGN] > 0
    classes, forward = np.empty(len(chosen), dtype=np.int8), np.empty(len(chosen), dtype=np.bool_)
    for k in range(len(chosen)):
        classes[k] = step(abs(lags[k]), _LAG_EDGES)
        later = rows.days[chosen[k], at.EVENT] >= q.days[at.EVENT]
        forward[k] = later if same_side else is_missing
    _names(q, rows.words, chosen, weights, cells)
    terms.sex(chosen, small, mine[at.SEX], mine[at.AGE], table[_SEX], weights[_SEX], cells[_SEX])
    terms.age(chosen, small, mine, lags, classes, forward, table[_AGE], weights[_AGE], cells[_AGE])
    terms.dates(lags, dated, table[_DATE], weights[_DATE], cells[_DATE])
    terms.place(chosen, small, classes, q.places, q.place_cells, weights[_PLACE], cells[_PLACE])
    terms.home(chosen, small, q.homes.weights, q.homes.cells, weights[_HOME], cells[_HOME])
    terms.language(
        chosen, rows.tongues, q.my_tongues, q.tongues.weights, q.tongues.cells, table[_LANGUAGE], weights[_LANGUAGE],
        cells[_LANGUAGE],
    )  # fmt: skip
    terms.height(chosen, small, mine, lags, forward, table[_HEIGHT], weights[_HEIGHT], cells[_HEIGHT])
    terms.complexion(chosen, small, mine[at.COMPLEXION], table[_COMPLEXION], weights[_COMPLEXION], cells[_COMPLEXION])
    terms.marks(chosen, codes, q.marks.weights, q.marks.cells, table[_MARKS], weights[_MARKS], cells[_MARKS])
    terms.disability(chosen, small, mine[at.DISABILITY], table[_DISABILITY], weights[_DISABILITY], cells[_DISABILITY])
    terms.clothing(chosen, codes, q.clothes, lags, dated, table[_CLOTHING], weights[_CLOTHING], cells[_CLOTHING])
    terms.kind(chosen, small, mine[at.KIND], same_side, is_missing, table[_KIND], weights[_KIND], cells[_KIND])


@compiled
def sum_up(weights, totals):
    """The total without the photo, in the order of the fields."""
    totals[:] = 0
    for field in range(PHOTO):
        for k in range(len(totals)):
            totals[k] += weights[field, k]


@compiled
def _has_photo(q, rows, i):
    if q.photo.shape[0] == 0 or rows.days[i, at.SLOT] == 0:
        return False
    return rows.small[i, at.MODEL] == q.against[MODEL_WANTED]


@compiled
def weigh_photo(q, rows, i, photos, weights, cells, k, table):
    """Weight and cell of one row's photograph; nothing without one of its model. `k`: where its other terms stand."""
    if not _has_photo(q, rows, i):
        return np.float32(0.0), 0
    slot = rows.days[i, at.SLOT] - 1
    cosine = terms.cosine(q.photo, q.photo_scale[0], photos.bytes[slot], photos.scales[slot])
    if q.face.shape[0]:
        return weigh_face(
            cosine, q.face, photos.near[slot], q.days, q.small[at.AGE], rows.days[i], rows.small[i, at.AGE],
            is_held_back(weights, cells, k),
        )  # fmt: skip
    above = (cosine - q.photo_scale[1]) / q.photo_scale[2]
    return terms.photo(i, rows.days, q.days[at.PHOTO_DAY], above, table[PHOTO])


@compiled
def is_held_back(weights, cells, k):
    """Whether a likeness may be that of a brother or sister: the families agree and the names do not; or the sexes
    differ, for which no likeness was ever calibrated.
    """
    kin = weights[_FATHER, k] > 0 or weights[_MOTHER, k] > 0 or weights[_VILLAGE, k] > 0
    return (kin and weights[_NAME, k] <= 0) or cells[_SEX, k] == terms.DIFFERENT_SEX


@compiled
def is_photo_only_across_sexes(total, photo, sex_cell, date_weight, kind_weight):
    """A likeness alone does not turn a girl into a boy: besides it and the dates, nothing speaks for the pair.

    The total is without the photo.
    """
    return sex_cell == terms.DIFFERENT_SEX and photo > 0 and total - date_weight - kind_weight <= 0


@compiled
def weigh_all(q, rows, numbers, photos, table):
    """Weights and cells of given rows, photo included, vetoes ignored: a field a row, a pair a column."""
    count = len(numbers)
    weights, cells = np.zeros((FIELD_COUNT, count), dtype=np.float32), np.zeros((FIELD_COUNT, count), dtype=np.uint8)
    lags, dated = np.zeros(count, dtype=np.int32), np.zeros(count, dtype=np.bool_)
    for k in range(count):
        i = numbers[k]
        lags[k], dated[k] = lag_of(q.days[at.EVENT], rows.days[i, at.EVENT], q.against[SIGN], q.against[SAME_SIDE])
    weigh(q, rows, numbers, lags, dated, table, weights, cells)
    for k in range(count):
        weights[PHOTO, k], cells[PHOTO, k] = weigh_photo(q, rows, numbers[k], photos, weights, cells, k, table)
    return weights, cells


@compiled
def scan(q, rows, photos, table, totals, ties, found, skip):
    """Fill the arrays with the best rows in no order; how many there are."""
    chosen, lags = np.empty(BLOCK, dtype=np.int32), np.empty(BLOCK, dtype=np.int32)
    dated = np.empty(BLOCK, dtype=np.bool_)
    weights, cells = np.empty((FIELD_COUNT, BLOCK), dtype=np.float32), np.empty((FIELD_COUNT, BLOCK), dtype=np.uint8)
    sums = np.empty(BLOCK, dtype=np.float32)
    size = 0
    for start in range(0, len(rows.days), BLOCK):
        count = choose(q, rows, start, min(start + BLOCK, len(rows.days)), skip, chosen, lags, dated)
        some = chosen[:count]
        weigh(q, rows, some, lags[:count], dated[:count], table, weights[:, :count], cells[:, :count])
        sum_up(weights[:, :count], sums[:count])
        size = _keep_best(q, rows, some, sums, weights, cells, photos, table, totals, ties, found, size)
    return size


@compiled
def _keep_best(q, rows, chosen, sums, weights, cells, photos, table, totals, ties, found, size):
    """Add the photographs that can matter, and let the better rows into the heap."""
    limit, most = len(totals), most_of(q.face) if q.face.shape[0] else table[PHOTO].max()
    for k in range(len(chosen)):
        i, total = chosen[k], sums[k]
        if size == limit and total + most < totals[0]:
            continue
        photo, _ = weigh_photo(q, rows, i, photos, weights, cells, k, table)
        if is_photo_only_across_sexes(total, photo, cells[_SEX, k], weights[_DATE, k], weights[_KIND, k]):
            continue
        total += photo
        tie = rows.days[i, at.TIE]
        if size < limit:
            totals[size], ties[size], found[size] = total, tie, i
            _rise(totals, ties, found, size)
            size += 1
        elif _is_ahead(total, tie, i, totals, ties, found, 0):
            totals[0], ties[0], found[0] = total, tie, i
            _sink(totals, ties, found, size)
    return size


@compiled
def _is_ahead(total, tie, row, totals, ties, found, other):
    """Whether a row belongs before a hit of the heap: by total, then by checksum, then by row."""
    if total != totals[other]:
        return total > totals[other]
    if tie != ties[other]:
        return tie < ties[other]
    return row < found[other]


@compiled
def _swap(totals, ties, found, one, other):
    totals[one], totals[other] = totals[other], totals[one]
    ties[one], ties[other] = ties[other], ties[one]
    found[one], found[other] = found[other], found[one]


@compiled
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


@compiled
def _rise(totals, ties, found, node):
    while node:
        parent = (node - 1) // 2
        if not _is_ahead(totals[parent], ties[parent], found[parent], totals, ties, found, node):
            return
        _swap(totals, ties, found, node, parent)
        node = parent
