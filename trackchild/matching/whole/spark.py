"""The engine of a cluster: the frozen columns are broadcast, partitions of the cases go through the same scorer.

No shuffle and no skew: a partition is a few keys, its answer a few rows. Runs on whatever Spark is configured (a
cluster's `spark-submit`, or this machine). Every node needs this package in its Python.
"""

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

import pyarrow as pa
from pyspark.broadcast import Broadcast
from pyspark.errors import PySparkRuntimeError
from pyspark.sql import Row, SparkSession

from trackchild.matching.engine import Hit, Register, Relation, Strength, Term, Veto

from .ranking import Asked, Ranked, WholeError, rank_one, slices

PARTITION = 32  # cases
ROUND = 4  # partitions a core between two answers: short waits at the end, results stored as they come
_TERM = pa.struct([("field", pa.string()), ("level", pa.string()), ("weight", pa.float64())])
_HIT = pa.struct([
    ("key", pa.string()), ("total", pa.float64()), ("probability", pa.float64()), ("strength", pa.string()),
    ("relation", pa.string()), ("veto", pa.string()), ("terms", pa.list_(_TERM)),
])  # fmt: skip
ANSWER: Final = pa.schema([("key", pa.string()), ("hits", pa.list_(_HIT))])
ANSWER_DDL: Final = (
    "key string, hits array<struct<key: string, total: double, probability: double, strength: string, "
    "relation: string, veto: string, terms: array<struct<field: string, level: string, weight: double>>>>"
)
Batches = Iterable[pa.RecordBatch]


def rank(register: Register, cases: Sequence[str], asked: Asked) -> Iterator[Ranked]:
    """Rank on Spark, a round of partitions at a time; cases come back in their order."""
    running = SparkSession.getActiveSession()
    session = running or _start(asked.processes)
    try:
        context = session.sparkContext
        held = context.broadcast(register)
        try:
            for some in slices(cases, PARTITION * ROUND * context.defaultParallelism):
                keys = context.parallelize([(key,) for key in some], -(-len(some) // PARTITION))
                answers = session.createDataFrame(keys, "key string").mapInArrow(_scorer(held, asked), ANSWER_DDL)
                yield from map(_ranked, answers.collect())
        finally:
            held.destroy()
    finally:
        if running is None:
            session.stop()


def _start(processes: int | None) -> SparkSession:
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise WholeError("Spark needs Java 17 or later, and there is none here: install it, or use the engine 'local'.")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("trackchild match --all")
    if processes:
        builder = builder.master(f"local[{processes}]").config("spark.ui.enabled", "false")
    try:
        session = builder.getOrCreate()
    except PySparkRuntimeError as error:
        raise WholeError(f"Spark did not start; it needs Java 17 or later. It says: {error}") from error
    session.sparkContext.setLogLevel("ERROR")
    return session


def _scorer(held: "Broadcast[Register]", asked: Asked) -> Callable[[Batches], Iterator[pa.RecordBatch]]:
    def score(batches: Batches) -> Iterator[pa.RecordBatch]:
        register = held.value
        for batch in batches:
            ranked = [rank_one(register, key, asked) for key in batch.column("key").to_pylist()]
            yield pa.RecordBatch.from_pylist([_row(one) for one in ranked], schema=ANSWER)

    return score


def _row(ranked: Ranked) -> dict[str, Any]:
    return {"key": ranked.key, "hits": [_hit_row(hit) for hit in ranked.hits]}


def _hit_row(hit: Hit) -> dict[str, Any]:
    return {
        "key": hit.key,
        "total": hit.total,
        "probability": hit.probability,
        "strength": str(hit.strength),
        "relation": str(hit.relation),
        "veto": hit.veto and str(hit.veto),
        "terms": [{"field": term.field, "level": term.level, "weight": term.weight} for term in hit.terms],
    }


def _ranked(row: Row) -> Ranked:
    return Ranked(row["key"], tuple(map(_hit, row["hits"])))


def _hit(row: Row) -> Hit:
    return Hit(
        key=row["key"],
        total=row["total"],
        probability=row["probability"],
        strength=Strength(row["strength"]),
        terms=tuple(Term(term["field"], term["level"], term["weight"]) for term in row["terms"]),
        relation=Relation(row["relation"]),
        veto=Veto(row["veto"]) if row["veto"] else None,
    )
