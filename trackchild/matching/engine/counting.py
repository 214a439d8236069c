"""Weights of evidence by counting: true pairs beside random ones, corridors, usual frequencies; EM where unlabelled."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from .fields import FIELD_COUNT, FIELDS, WIDTH
from .fitting import counted, evidence
from .records import Side
from .register import Register
from .samples import chosen, is_held_out, pairs_of, random_pairs, true_pairs
from .weights import FieldWeights, Weights

RANDOM_PAIRS = 300_000
CORRIDOR_TRUST = 12.0  # pairs' worth of trust in the common destinations over a state's own
MOST_CORRIDOR = 2.5
SMALLEST_CORRIDOR = 0.05
EM_ROUNDS, EM_CASES, EM_HITS = 3, 3_000, 20

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A register and its confirmed pairs, found records by missing record; no pairs where nobody has confirmed any."""

    register: Register
    truth: Mapping[str, set[str]]

    def keys(self, *, held_out: bool) -> list[str]:
        """Open missing records with a true pair, of the part to learn from or of the part kept for the report."""
        known = set(self.register.keys(Side.MISSING))
        return [key for key in self.truth if key in known and is_held_out(key) is held_out]


def use(sources: Sequence[Labelled], weights: Weights) -> None:
    """Let all registers weigh with a table."""
    for source in sources:
        source.register.use(weights)


def counted_weights(sources: Sequence[Labelled], running: Weights, *, version: str, learned_from: str) -> Weights:
    """Plain weights of evidence from confirmed pairs; the registers end up weighing with the undiscounted version."""
    plain = _undiscounted(running)
    use(sources, plain)
    true = np.zeros((FIELD_COUNT, WIDTH))
    for source in sources:
        labelled = {key: source.truth[key] for key in source.keys(held_out=False)}
        true += counted(true_pairs(source.register, labelled))
    weights = replace(
        plain,
        version=version,
        learned_from=learned_from,
        fields=_as_fields(evidence(true, _strangers(sources), _nats(running))),
        corridors=_corridors(sources),
        usual=_usual(sources),
        match_share=_match_share(sources),
        slope=1.0,
        intercept=0.0,
    )
    use(sources, weights)
    return weights


def expected_weights(sources: Sequence[Labelled], running: Weights, *, version: str, learned_from: str) -> Weights:
    """Weights without any confirmed pair: every likely hit counts as true in proportion to its probability, in rounds.

    The discounts of the running version are kept, because nothing here could teach new ones.
    """
    weights = running
    strangers: Floats | None = None
    for _ in range(EM_ROUNDS):
        use(sources, weights)
        true = np.zeros((FIELD_COUNT, WIDTH))
        for source in sources:
            true += _expected(source)
        strangers = _strangers(sources) if strangers is None else strangers
        plain = _as_fields(evidence(true, strangers, _nats(running)))
        fields = {
            name: replace(running.fields[name], cells=given.cells) if name in running.fields else given
            for name, given in plain.items()
        }
        weights = replace(
            running, version=version, learned_from=learned_from, fields=fields, usual=_usual(sources)
        )  # fmt: skip
    use(sources, weights)
    return weights


def _expected(source: Labelled) -> Floats:
    register, counts = source.register, np.zeros((FIELD_COUNT, WIDTH))
    for key in chosen(register.keys(Side.MISSING), EM_CASES):
        hits = [hit for hit in register.score_key(key, Side.MISSING, EM_HITS) if hit.probability > 0.01]
        if hits:
            chances = np.array([hit.probability for hit in hits])
            counts += counted(pairs_of(register, key, [hit.key for hit in hits]), chances / max(1.0, chances.sum()))
    return counts


def _undiscounted(running: Weights) -> Weights:
    given = {field.name: running.fields.get(field.name, FieldWeights({})) for field in FIELDS}
    return replace(
        running,
        fields={field.name: replace(given[field.name], coefficient=1.0, rarity=field.rarity) for field in FIELDS},
    )


def _nats(weights: Weights) -> Floats:
    """The cells of a version before any discount."""
    nats = np.zeros((FIELD_COUNT, WIDTH))
    for number, field in enumerate(FIELDS):
        given = weights.fields.get(field.name, FieldWeights({}))
        nats[number, : len(field.cells)] = [given.cells.get(cell, 0.0) for cell in field.cells]
    return nats


def _strangers(sources: Sequence[Labelled]) -> Floats:
    counts = np.zeros((FIELD_COUNT, WIDTH))
    for source in sources:
        counts += counted(random_pairs(source.register, RANDOM_PAIRS // len(sources)))
    return counts


def _as_fields(nats: Floats) -> dict[str, FieldWeights]:
    return {
        field.name: FieldWeights(
            dict(zip(field.cells[1:], nats[number, 1 : len(field.cells)].tolist(), strict=True)), 1.0, field.rarity
        )
        for number, field in enumerate(FIELDS)
    }


def _usual(sources: Sequence[Labelled]) -> dict[str, float]:
    each = [source.register.usual() for source in sources]
    return {name: float(np.mean([usual[name] for usual in each])) for name in each[0]}


def _match_share(sources: Sequence[Labelled]) -> float:
    """True pairs for every record of the smaller side."""
    shares = [
        sum(map(len, source.truth.values())) / max(1, min(source.register.count(side) for side in Side))
        for source in sources
    ]
    return float(np.mean(shares))


def _corridors(sources: Sequence[Labelled]) -> dict[tuple[int, int], float]:
    """How much oftener than chance the children of a state are found in another one."""
    moved: Counter[tuple[int, int]] = Counter()
    lodged: Counter[int] = Counter()
    for source in sources:
        pairs = [(key, found) for key in source.keys(held_out=False) for found in sorted(source.truth[key])]
        lost = source.register.states_of(Side.MISSING, [key for key, _ in pairs]).tolist()
        found = source.register.states_of(Side.FOUND, [other for _, other in pairs]).tolist()
        moved.update(pair for pair in zip(lost, found, strict=True) if all(pair) and pair[0] != pair[1])
        lodged.update(source.register.states_of(Side.FOUND, list(source.register.keys(Side.FOUND))).tolist())
    del lodged[0]
    into, out_of = Counter[int](), Counter[int]()
    for (start, end), count in moved.items():
        into[end] += count
        out_of[start] += count
    total = sum(lodged.values())
    corridors = {}
    for start in lodged:
        for end, here in lodged.items():
            usual = (into[end] + CORRIDOR_TRUST * here / total) / (sum(into.values()) + CORRIDOR_TRUST)
            share = (moved[start, end] + CORRIDOR_TRUST * usual) / (out_of[start] + CORRIDOR_TRUST)
            lift = float(np.clip(np.log(share * max(total - lodged[start], 1) / here), -MOST_CORRIDOR, MOST_CORRIDOR))
            if start != end and abs(lift) >= SMALLEST_CORRIDOR:
                corridors[start, end] = lift
    return corridors
