"""Several counts in one round trip: every page of an office shows the length of every list in its navigation."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

MOST = 10_000
"""Beyond this a count only costs time; the list itself says how long it is."""


def count_all(querysets: Sequence[QuerySet[Any]]) -> list[int]:
    """The length of each queryset, at most MOST + 1."""
    parts, values = [], []
    for queryset in querysets:
        part, given = _limited(queryset)
        parts.append(part)
        values += given
    if not parts:
        return []
    # The parts are Django's own SQL, and their values are bound.
    counts = ", ".join(f"(SELECT count(*) FROM ({part}) counted)" for part in parts)  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counts}", values)  # noqa: S608
        row = cursor.fetchone()
    return list(row)


def _limited(queryset: QuerySet[Any]) -> tuple[str, list[Any]]:
    try:
        sql, values = queryset.order_by().values("pk")[: MOST + 1].query.sql_with_params()
    except EmptyResultSet:
        return "SELECT 1 WHERE false", []
    return sql, list(values)
