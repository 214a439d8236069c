"""Tells the database who acts, for the length of the present transaction."""

from django.db import connection


def tell_actor(*, user_id: int, posting_id: int) -> None:
    """History rows of this transaction carry this person and posting."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('trackchild.actor', %s, true), set_config('trackchild.posting', %s, true)",
            [str(user_id), str(posting_id)],
        )


def begin_batch(label: str) -> None:
    """A bulk import: rows of this transaction write no history line each; the batch writes one of its own."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('trackchild.batch', %s, true)", [label])
