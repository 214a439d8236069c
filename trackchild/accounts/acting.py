"""Every change happens in an action: one transaction, with the person who acts told to the database's history."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import transaction

from trackchild.audit.actor import tell_actor

from .viewer import Viewer

P = ParamSpec("P")
R = TypeVar("R")


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Run in one transaction, with `by` (a Viewer, or None for a citizen or the clock) written beside every change."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        by: Any = kwargs.get("by")
        with transaction.atomic():
            if isinstance(by, Viewer):
                tell_actor(user_id=by.user_id, posting_id=by.posting_id)
            return function(*args, **kwargs)

    return run
