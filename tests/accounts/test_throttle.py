"""Tries are counted exactly, also when they come all at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from tests.factories import NOW
from trackchild.accounts import actions as account_actions
from trackchild.accounts.models import TryWindow
from trackchild.accounts.throttle import count_try, forget_tries

WINDOW = timedelta(minutes=15)


@pytest.mark.django_db(transaction=True)
def test_tries_at_the_same_moment_are_counted_one_by_one() -> None:
    def hit(_number: int) -> int:
        try:
            return count_try("sign-in", "asha", window=WINDOW, at=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        counts = list(pool.map(hit, range(40)))

    assert sorted(counts) == list(range(1, 41))


def test_each_name_and_each_window_is_counted_for_itself(db: None) -> None:
    assert [count_try("sign-in", "asha", window=WINDOW, at=NOW) for _ in range(2)] == [1, 2]
    assert count_try("sign-in", "bimal", window=WINDOW, at=NOW) == 1
    assert count_try("unlock", "asha", window=WINDOW, at=NOW) == 1
    assert count_try("sign-in", "asha", window=WINDOW, at=NOW + WINDOW) == 1


def test_the_right_person_clears_her_wrong_tries(db: None) -> None:
    count_try("sign-in", "asha", window=WINDOW, at=NOW)

    forget_tries("sign-in", "asha")

    assert count_try("sign-in", "asha", window=WINDOW, at=NOW) == 1


def test_no_name_stands_in_the_counts_and_they_are_forgotten_after_a_day(db: None) -> None:
    count_try("sign-in", "asha", window=WINDOW, at=NOW)
    assert "asha" not in TryWindow.objects.get().bucket

    assert account_actions.forget_old_tries(at=NOW + timedelta(hours=20)) == 0
    assert account_actions.forget_old_tries(at=NOW + timedelta(hours=25)) == 1
