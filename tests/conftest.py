"""Fixtures every test may use. The database itself is found in tests/embedded.py."""

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.plugin import DjangoDbBlocker

    from tests.people import Country

KEPT = ("geography_", "django_migrations", "django_content_type")
"""Tables a flush leaves alone: reference data that every test reads, loaded by a migration."""


@pytest.fixture(scope="session", autouse=True)
def _flush_keeps_reference_data() -> None:
    """Tests with real transactions empty the tables of records, past the guards of append-only ones, and no others."""

    def empty_records(_case: TransactionTestCase) -> None:
        tables = [
            name
            for name in connection.introspection.django_table_names(only_existing=True)
            if not name.startswith(KEPT)
        ]
        tables += ["procrastinate_jobs", "procrastinate_workers"]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgname LIKE 'pgtrigger_no_truncate%'"
            )
            guards = cursor.fetchall()
            for table, guard in guards:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {guard}")
            cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")
            for table, guard in guards:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {guard}")

    TransactionTestCase._fixture_teardown = empty_records  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def _english() -> "Iterator[None]":
    """A page of one test in Hindi does not leave the next test in Hindi."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="session")
def nobody_left_behind(django_db_setup: None, django_db_blocker: "DjangoDbBlocker") -> "Iterator[None]":
    """Connections that a browser's driver or a killed process left open are ended before the database is dropped."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture
def country(db: None) -> "Country":
    """Two states with their offices and people, named in tests/people.py."""
    from tests.people import make_country

    return make_country()
