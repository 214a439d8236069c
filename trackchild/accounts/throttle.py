"""How often something may be tried, counted by one SQL statement, so that two thousand guesses at once are counted too.

Call outside a transaction that may be rolled back: a rollback would give the try back.
"""

from datetime import UTC, datetime, timedelta

from django.db import connection
from django.utils.crypto import salted_hmac

_COUNT = """
INSERT INTO accounts_trywindow (bucket, began_at, tries) VALUES (%s, %s, 1)
ON CONFLICT (bucket, began_at) DO UPDATE SET tries = accounts_trywindow.tries + 1
RETURNING tries
"""


def count_try(kind: str, key: str, *, window: timedelta, at: datetime) -> int:
    """Count one more try of this kind by this key; answers how many there were in the present window."""
    began_at = datetime.fromtimestamp(at.timestamp() // window.total_seconds() * window.total_seconds(), tz=UTC)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [bucket_of(kind, key), began_at])
        return int(cursor.fetchone()[0])


def bucket_of(kind: str, key: str) -> str:
    """The digest under which tries are kept."""
    return salted_hmac("trackchild.accounts.throttle", f"{kind}|{key}", algorithm="sha256").hexdigest()


def forget_tries(kind: str, key: str) -> None:
    """The right person came: wrong tries before it no longer count."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_trywindow WHERE bucket = %s", [bucket_of(kind, key)])
