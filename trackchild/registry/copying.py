"""COPY into a model's table: the model's own defaults for every column that a row does not name."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection, models
from psycopg import sql


class Table:
    """One table to copy into. Rows are given by column; what they leave out is the model's default."""

    def __init__(self, model: type[models.Model], *, without: tuple[str, ...] = ()) -> None:
        fields = {str(field.column): field for field in model._meta.concrete_fields if field.column not in without}
        blank = model()
        self.name = model._meta.db_table
        self._columns = list(fields)
        self._defaults = {
            column: field.get_db_prep_save(getattr(blank, field.attname), connection)
            for column, field in fields.items()
        }
        self._copy = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(model._meta.db_table), sql.SQL(", ").join(sql.Identifier(column) for column in self._columns)
        )

    def copy(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Write the rows in one COPY of the present transaction."""
        columns, defaults = self._columns, self._defaults
        with connection.cursor() as cursor, cursor.copy(self._copy) as copy:
            for row in rows:
                copy.write_row([row[column] if column in row else defaults[column] for column in columns])


def next_ids(model: type[models.Model], count: int) -> list[int]:
    """Reserve running numbers of a table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [number for (number,) in cursor.fetchall()]


def refresh_statistics(tables: Iterable[Table]) -> None:
    """Tell the planner what was just copied. Without it the matcher's first load took 43 times as long (measured on
    78,026 records: 87 s before its first row, 2 s for all of them afterwards), until autovacuum comes round.
    """
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(table.name)))
