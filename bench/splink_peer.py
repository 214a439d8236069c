"""Splink beside this project's matcher on one registry folder, in one run: what each finds, and what it costs.

    python bench/splink_peer.py DIR [--labels DIR2] [--limit N] [--weights VERSION_OR_FILE]

DIR holds missing.csv, found.csv, truth.csv and optional photographs (`trackchild make-registry`). Prints a Markdown
table: share of missing cases with a true record that have one among the first 1, 10, 50; the same for true records
with a name (told) and without (unknown); seconds; peak memory. Every system runs in a process of its own.

How Splink is treated, so that the comparison is fair:
  - It gets our folded names and sound keys, not the Latin spelling alone.
  - It gets the fields we compare that its comparisons can hold, all but clothing, alias and kind: names with term
    frequency, parents, sex, age carried forward, days between, place, told home, village, languages, height,
    complexion, marks, disability, and the photograph as levels of the cosine.
  - Three ways to block, because blocking decides most. "18 rules" need two or three agreeing values and stay few
    pairs. "wide" adds the same sex in the same or the next two months anywhere, the same sex in a district or a told
    home in any year, and the same sex, state and year: it reaches the child without a name, at the price
    of pairs that grow with the square of the register. "all pairs" is no blocking, the model alone, for small ones.
    The column "reached" says how many cases have a true record among the pairs scored: no model can pass that.
  - u from a million random pairs. m twice: by its own EM without labels, the usual way; and, with --labels, from the
    true pairs of a second register, as our weights were learned.
  - No threshold on the weight: nothing that was scored is thrown away.
  - The datasets are called a_missing and b_found, because Splink puts left and right in the order of these names,
    and the direction of time must not be swapped.
It is not given: our corridors between districts, growth curves, conditions between fields (age by lag), discounts for
evidence that repeats itself. They are what we think should be compared here, and have no place in its model.
Needs the `bench` dependency group and pyarrow.
"""

import argparse
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import Linker, SettingsCreator, block_on
from splink.internals.duckdb.database_api import DuckDBAPI

from trackchild.matching.engine import Places, Record, Side, load_weights, read_places
from trackchild.matching.engine.evaluating import evaluate_folder
from trackchild.matching.engine.folder import Folder, open_folder
from trackchild.names import Role, fold_name

DISTRICTS = Path(__file__).resolve().parents[1] / "trackchild" / "geography" / "data" / "districts.csv"
CUTS = (1, 10, 50)
TABLES = {Side.MISSING: "a_missing", Side.FOUND: "b_found"}
EARLIEST_LAG_DAYS = 25
SEED = 20_260_724


NARROW: list[Any] = [
    block_on(*rule)
    for rule in (
        ("given", "father_key"), ("given_key", "mother_key"), ("father_key", "mother_key"), ("given_key", "district"),
        ("given_key", "home_district"), ("given_key", "state", "sex", "year"), ("given", "sex", "month"),
        ("given", "family"), ("father_key", "district"), ("father_key", "home_district"),
        ("father_key", "state", "sex", "year"), ("mother_key", "district"), ("mother_key", "home_district"),
        ("village", "sex"), ("home_district", "sex", "year"), ("first_mark", "sex", "state"),
        ("district", "sex", "month"), ("state", "sex", "month"),
    )
]  # fmt: skip
BLOCKING: dict[str, list[Any]] = {
    "18 rules": NARROW,
    "wide": [
        *NARROW,
        *(block_on(*rule) for rule in (("district", "sex"), ("home_district", "sex"), ("state", "sex", "year"))),
        *(f"l.sex = r.sex AND l.month + {later} = r.month" for later in range(3)),
    ],
    "all pairs": ["1 = 1"],
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--labels", type=Path, metavar="DIR2", help="another register, whose true pairs train Splink")
    parser.add_argument("--limit", type=int, metavar="N", help="our matcher ranks only N cases; Splink links all")
    parser.add_argument("--blocking", nargs="+", choices=BLOCKING, default=["18 rules", "wide"], help="of Splink")
    parser.add_argument("--weights", default="default", help="our weights: a version or a file")
    options = parser.parse_args()
    print(
        "| system | cases | R@1/10/50 | told R@1/10/50 | unknown R@1/10/50 | reached | pairs scored | seconds |"
        " peak MB |"
    )
    print("|---|--:|---|---|---|--:|--:|--:|--:|")
    runs: list[tuple[Any, ...]] = [(matcher, options.folder, options.weights, options.limit)]
    for blocking in options.blocking:
        runs += [(splink, options.folder, None, with_photos, blocking) for with_photos in (False, True)]
        if options.labels:
            runs.append((splink, options.folder, options.labels, True, blocking))
    for function, *arguments in runs:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
            for line in apart.submit(function, *arguments).result():
                print(line, flush=True)


def matcher(folder: Path, weights: str, limit: int | None) -> list[str]:
    """Our own evaluation, with photographs and without."""
    places = read_places(DISTRICTS) if DISTRICTS.is_file() else Places()
    source = open_folder(folder)
    started = time.perf_counter()
    report = evaluate_folder(source, load_weights(weights), places, limit=limit)
    spent = time.perf_counter() - started
    found = sum(1 for _ in source.records(Side.FOUND, with_photos=False))
    pairs = f"{report['cases'] * found:,}"
    recall, by_name = report["recall"], report["recall_by_name"]
    cost = f"1.000 | {pairs} | {spent:.0f} (both rows, and calibration) | {report['peak_rss_mb']:.0f}"
    cases, version = report["cases"], report["weights"]
    return [
        _line(f"this project, weights {version}, photographs", cases, recall["with_photo"], by_name, cost),
        _line(f"this project, weights {version}, text only", cases, recall["text_only"], {}, cost),
    ]


def _line(system: str, cases: int, recall: dict[str, Any], by_name: dict[str, Any], cost: str) -> str:
    told, unknown = (_cell(by_name[name]) if by_name else "-" for name in ("told", "unknown"))
    return f"| {system} | {cases:,} | {_cell(recall)} | {told} | {unknown} | {cost} |"


def splink(folder: Path, labels: Path | None, with_photos: bool, blocking: str) -> list[str]:
    """Train, link everything, rank."""
    source = open_folder(folder)
    truth = source.truth()
    started = time.perf_counter()
    settings = _settings(with_photos, blocking)
    if labels:
        settings = _trained_on_labels(open_folder(labels), settings, with_photos)
    connection, linker = _linker(source, settings, with_photos)
    if not labels:
        _train(linker)
    predicted = linker.inference.predict().physical_name
    places = _places(connection, predicted, truth)
    spent = time.perf_counter() - started
    named = {record.key for record in source.records(Side.FOUND, with_photos=False) if record.names}
    by_name = {
        "told": _recall([place for key, place in places.items() if truth[key] & named]),
        "unknown": _recall([place for key, place in places.items() if not truth[key] & named]),
    }
    kept = _number(connection, f"SELECT count(*) FROM {predicted}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 2**20
    reached = _reached(connection, predicted, truth)
    how, what = "m from labels" if labels else "m by EM", "photographs" if with_photos else "text only"
    system = f"Splink, {blocking}, {how}, {what}"
    cost = f"{reached:.3f} | {kept:,} | {spent:.0f} | {peak:.0f}"
    return [_line(system, len(places), _recall(list(places.values())), by_name, cost)]


def _linker(source: Folder, settings: SettingsCreator, with_photos: bool) -> tuple[duckdb.DuckDBPyConnection, Linker]:
    connection = duckdb.connect()
    connection.execute("SET threads = 1")  # as our matcher: one core
    connection.execute("SET enable_progress_bar = false")
    api = DuckDBAPI(connection)
    frames = []
    for side in Side:
        records = _table(source.records(side, with_photos=with_photos))
        frames.append(api.register(records, dataset_display_name=TABLES[side]))
        connection.execute(f"CREATE TABLE {side}_day AS SELECT unique_id, day FROM records")
    return connection, Linker(frames, settings, log_level="ERROR")


def _table(records: Iterator[Record]) -> pa.Table:
    return pa.Table.from_pylist([_row(record) for record in records], schema=SCHEMA)


SCHEMA = pa.schema([
    ("unique_id", pa.string()), ("given", pa.string()), ("given_key", pa.string()), ("family", pa.string()),
    ("father", pa.string()), ("father_key", pa.string()), ("mother", pa.string()), ("mother_key", pa.string()),
    ("sex", pa.string()), ("age", pa.float64()), ("day", pa.int32()), ("month", pa.int32()), ("year", pa.int32()),
    ("district", pa.int32()), ("state", pa.int32()), ("home_district", pa.int32()), ("home_state", pa.int32()),
    ("village", pa.string()), ("languages", pa.list_(pa.string())), ("height", pa.float64()),
    ("complexion", pa.string()), ("marks", pa.list_(pa.string())), ("first_mark", pa.string()),
    ("disability", pa.string()), ("face", pa.list_(pa.float32())),
])  # fmt: skip


def _row(record: Record) -> dict[str, Any]:
    """A record as Splink compares it: names folded by our own rules, blanks as nulls."""
    given, family = _name(record.names or record.alias)
    father, father_family = _name(record.father)
    mother, _ = _name(record.mother)
    on = record.event_on
    marks = sorted({mark.strip() for text in record.marks for mark in text.split(";") if mark.strip()})
    return {
        "unique_id": record.key,
        "given": given[0], "given_key": given[1], "family": family[0] or father_family[0],
        "father": father[0], "father_key": father[1], "mother": mother[0], "mother_key": mother[1],
        "sex": record.gender or None,
        "age": record.age_years,
        "day": on and on.toordinal(), "month": on and on.year * 12 + on.month, "year": on and on.year,
        "district": record.district, "state": record.state,
        "home_district": record.home_district, "home_state": record.home_state,
        "village": _name((record.home_village,))[0][0] if record.home_village else None,
        "languages": list(record.languages) or None,
        "height": record.height_cm,
        "complexion": record.complexion or None,
        "marks": marks or None, "first_mark": marks[0] if marks else None,
        "disability": record.disability or None,
        "face": _face(record),
    }  # fmt: skip


def _face(record: Record) -> list[float] | None:
    if record.vector is None or not np.any(record.vector):
        return None
    return [float(number) for number in record.vector]


def _name(texts: Sequence[str]) -> tuple[tuple[str | None, str | None], tuple[str | None, str | None]]:
    """Fold and key of the given and of the last name of the first text that has any."""
    nothing = (None, None)
    for text in texts:
        words = [token for token in fold_name(text) if token.role is Role.NAME and token.fold]
        if words:
            first, last = words[0], words[-1]
            return (first.fold, first.coarse), (last.fold, last.coarse) if len(words) > 1 else nothing
    return nothing, nothing


def _levels(name: str, null: str, *conditions: str, tf: str = "") -> cl.CustomComparison:
    """A comparison by SQL conditions; with a column named by `tf`, the first level counts how common the value is."""
    first = cll.CustomLevel(conditions[0])
    if tf:
        first = first.configure(tf_adjustment_column=tf, tf_adjustment_weight=0.5)
    rest = [cll.CustomLevel(condition) for condition in conditions[1:]]
    levels = [cll.CustomLevel(null).configure(is_null_level=True), first, *rest, cll.ElseLevel()]
    return cl.CustomComparison(levels, output_column_name=name)


def _name_levels(column: str, key: str | None = None) -> cl.CustomComparison:
    conditions = [f"{column}_l = {column}_r"]
    conditions += [f"{key}_l = {key}_r"] if key else []
    conditions += [f"jaro_winkler_similarity({column}_l, {column}_r) >= {edge}" for edge in (0.92, 0.84)]
    return _levels(column, f"{column}_l IS NULL OR {column}_r IS NULL", *conditions, tf=column)


def _settings(with_photos: bool, blocking: str) -> SettingsCreator:
    blank = "{0}_l IS NULL OR {0}_r IS NULL".format
    lag = "(day_r - day_l)"
    grown = f"(age_r - age_l - {lag} / 365.25)"
    shared = "len(list_intersect({0}_l, {0}_r))".format
    comparisons = [
        _name_levels("given", "given_key"),
        _name_levels("family"),
        _name_levels("father", "father_key"),
        _name_levels("mother", "mother_key"),
        _levels("sex", blank("sex"), "sex_l = sex_r"),
        _levels(
            "age", f"{blank('age')} OR {blank('day')}",
            *(f"abs({grown}) <= {edge}" for edge in (0.6, 1.5, 2.5, 3.5)), f"{grown} > 0",
        ),
        _levels("days", blank("day"), f"{lag} < 0", *(f"{lag} < {edge}" for edge in (3, 8, 31, 92, 183, 366, 731))),
        _levels("place", blank("state"), "district_l = district_r", "state_l = state_r", tf="district"),
        _levels(
            "home", blank("home_state"), "home_district_l = home_district_r", "home_state_l = home_state_r",
            tf="home_district",
        ),
        _name_levels("village"),
        _levels("languages", blank("languages"), "languages_l[1] = languages_r[1]", f"{shared('languages')} > 0"),
        _levels(
            "height", f"{blank('height')} OR {blank('age')}",
            # The expected growth of an Indian child is about 5 to 6 cm a year; adolescents stop.
            *(f"abs(height_r - height_l - least(greatest({lag}, 0) / 365.25, greatest(16 - age_l, 0)) * 5.5) <= {edge}"
              for edge in (4, 10, 18)),
        ),
        _levels("complexion", blank("complexion"), "complexion_l = complexion_r"),
        _levels("marks", blank("marks"), f"{shared('marks')} > 1", f"{shared('marks')} = 1"),
        _levels("disability", blank("disability"), "disability_l = disability_r"),
    ]  # fmt: skip
    if with_photos:
        edges = (0.75, 0.65, 0.55, 0.45, 0.35, 0.25, 0.15)
        conditions = [f"list_cosine_similarity(face_l, face_r) >= {edge}" for edge in edges]
        comparisons.append(_levels("photo", blank("face"), *conditions))
    return SettingsCreator(
        link_type="link_only",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=BLOCKING[blocking],
        probability_two_random_records_match=1e-5,
        retain_matching_columns=False,
        max_iterations=15,
    )


def _train(linker: Linker) -> None:
    training = linker.training
    training.estimate_probability_two_random_records_match(
        [block_on("given", "father", "sex"), block_on("given", "mother", "sex")], recall=0.4
    )
    training.estimate_u_using_random_sampling(max_pairs=1e6, seed=SEED)
    # Three passes: what a pass blocks on it cannot learn, so each field is free in at least one of them.
    for rule in (("given", "father"), ("father", "mother"), ("given", "mother")):
        training.estimate_parameters_using_expectation_maximisation(
            block_on(*rule), fix_u_probabilities=True, record_sample_proportion=1.0
        )


def _trained_on_labels(source: Folder, settings: SettingsCreator, with_photos: bool) -> Any:
    """The model as it came out on another register with true pairs."""
    _, linker = _linker(source, settings, with_photos)
    pairs = [(case, found) for case, others in source.truth().items() for found in others]
    labels = pa.table({
        "source_dataset_l": [TABLES[Side.MISSING]] * len(pairs), "unique_id_l": [case for case, _ in pairs],
        "source_dataset_r": [TABLES[Side.FOUND]] * len(pairs), "unique_id_r": [found for _, found in pairs],
    })  # fmt: skip
    linker.training.estimate_probability_two_random_records_match(
        [block_on("given", "father", "sex"), block_on("given", "mother", "sex")], recall=0.4
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=SEED)
    linker.training.estimate_m_from_pairwise_labels(linker.table_management.register_table(labels, "labels"))
    return linker.misc.save_model_to_json()


def _places(connection: duckdb.DuckDBPyConnection, predicted: str, truth: dict[str, set[str]]) -> dict[str, int]:
    """At which place the first true record of each case stands; past the last cut where it was not kept at all."""
    # Equal weights are ordered by key, not by chance; both systems refuse a child found long before he was lost.
    best = connection.execute(
        f"""
        SELECT * FROM (
            SELECT unique_id_l, unique_id_r,
                   row_number() OVER (PARTITION BY unique_id_l ORDER BY match_weight DESC, unique_id_r) AS place
            FROM {predicted}
            JOIN missing_day m ON m.unique_id = unique_id_l
            JOIN found_day f ON f.unique_id = unique_id_r
            WHERE m.day IS NULL OR f.day IS NULL OR f.day >= m.day - {EARLIEST_LAG_DAYS}
        ) WHERE place <= {CUTS[-1]}
        """
    )
    places = dict.fromkeys(truth, CUTS[-1] + 1)
    for case, found, place in best.fetchall():
        if found in truth.get(case, ()):
            places[case] = min(places[case], place)
    return places


def _reached(connection: duckdb.DuckDBPyConnection, predicted: str, truth: dict[str, set[str]]) -> float:
    """The share of cases with a true record among the pairs scored."""
    pairs = pa.table({
        "unique_id_l": [case for case, others in truth.items() for _ in others],
        "unique_id_r": [found for others in truth.values() for found in others],
    })  # fmt: skip
    connection.register("true_pairs", pairs)
    cases = _number(
        connection,
        f"SELECT count(DISTINCT unique_id_l) FROM {predicted} JOIN true_pairs USING (unique_id_l, unique_id_r)",
    )
    return cases / max(len(truth), 1)


def _number(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    """A query's one number; read to its end, or the connection stays taken."""
    ((number,),) = connection.execute(query).fetchall()
    return int(number)


def _recall(places: Sequence[int]) -> dict[str, float]:
    return {str(cut): sum(place <= cut for place in places) / max(len(places), 1) for cut in CUTS}


def _cell(recall: dict[str, Any]) -> str:
    return " / ".join("-" if recall[str(cut)] is None else f"{recall[str(cut)]:.3f}" for cut in CUTS)


if __name__ == "__main__":
    main()
