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
