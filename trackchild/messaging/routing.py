"""Which way a message goes: by weight among the routes that stand. Failures and slowness cost a route its weight at
once, trust comes back slowly; a route that only fails is closed, and one message at a time tries whether it is well.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Q
from django.utils.module_loading import import_string

from .models import Message, Receipt, Route
from .providers import Provider
from .rules import (
    CLOSED_FOR,
    ERRORS_IN_A_ROW,
    FALLS_EVERY,
    LOOKS_BACK,
    RISES_EVERY,
    SLOW_IS,
    fallen,
    is_slow,
    risen,
)
from .vocabulary import MessageClass, Status
from .ways import Way


@dataclass(frozen=True, slots=True)
class Standing:
    """A route that may be used now. One on trial takes a single message."""

    way: Way
    weight: int
    on_trial: bool


def ways(channel: str) -> tuple[Way, ...]:
    """The routes of a channel as configured."""
    found: tuple[Way, ...] = settings.MESSAGE_ROUTES.get(channel, ())
    return found


def all_ways() -> list[tuple[str, Way]]:
    """Every configured route with its channel."""
    return [(channel, way) for channel in settings.MESSAGE_ROUTES for way in ways(channel)]


def provider_of(way: Way) -> Provider:
    """The provider of a route."""
    made: Provider = import_string(way.provider)(way)
    return made


def standing(channel: str, *, at: datetime) -> list[Standing]:
    """The routes of a channel that may be used now."""
    rows = {route.name: route for route in Route.objects.filter(name__in=[way.name for way in ways(channel)])}
    usable = []
    for way in ways(channel):
        row = rows.get(way.name)
        closed_until = row.closed_until if row else None
        if closed_until is None or closed_until <= at:
            usable.append(Standing(way, row.weight if row else way.weight, on_trial=closed_until is not None))
    return usable


def choose(routes: Sequence[Standing], *, avoid: str = "") -> Way:
    """By chance, as the weights have it; not the route that just failed this message when there is another."""
    others = [route for route in routes if route.way.name != avoid and not route.on_trial]
    among = others or [route for route in routes if route.way.name != avoid] or list(routes)
    return random.choices([route.way for route in among], [max(1, route.weight) for route in among])[0]


def reserve(way: Way, count: int, *, at: datetime) -> timedelta:
    """How long to wait before sending `count` messages by a route that takes so many a second; all workers share it."""
    if not way.rate:
        return timedelta(0)
    _row(way, at=at)
    length = timedelta(seconds=count / way.rate)
    with connection.cursor() as cursor:
        cursor.execute(_RESERVE, [at, at, length.total_seconds(), way.name])
        (until,) = cursor.fetchone()
    wait: timedelta = until - length - at
    return max(wait, timedelta(0))


_RESERVE = """
UPDATE messaging_route SET free_at = GREATEST(COALESCE(free_at, %s), %s) + %s * interval '1 second'
WHERE name = %s RETURNING free_at
"""


def note(way: Way, *, successes: int, failures: int, at: datetime) -> bool:
    """Keep what a route did; answers whether it has come back from being closed. A route that is well costs nothing."""
    if not failures and not Route.objects.filter(Q(errors__gt=0) | Q(closed_until__isnull=False), name=way.name):
        return False
    with transaction.atomic():
        row = Route.objects.select_for_update().get(pk=_row(way, at=at).pk)
        came_back = bool(successes and row.closed_until)
        row.errors = failures if successes else row.errors + failures
        if successes:
            row.closed_until = None
        if failures and at - row.weight_changed_at >= FALLS_EVERY:
            row.weight, row.weight_changed_at = fallen(row.weight), at
        if row.errors >= ERRORS_IN_A_ROW or (failures and row.closed_until):
            row.closed_until = at + CLOSED_FOR
        row.save(update_fields=["errors", "closed_until", "weight", "weight_changed_at"])
    return came_back


def review(*, at: datetime) -> None:
    """Once a minute: a slow route falls, one that gave no trouble for a while rises by a step."""
    for _channel, way in all_ways():
        row = _row(way, at=at)
        calm = at - row.weight_changed_at
        if calm >= RISES_EVERY / 5 and is_slow(*_lateness(way, at=at)):
            _weigh(row, fallen(row.weight), at=at)
        elif calm >= RISES_EVERY and row.weight != way.weight and row.closed_until is None:
            _weigh(row, risen(row.weight, way.weight), at=at)


def keep_told(way: Way, told: dict[str, str], *, at: datetime) -> None:
    """What a gateway said of itself."""
    Route.objects.filter(pk=_row(way, at=at).pk).update(tells=told, told_at=at)


def pull_forward(channel: str, *, at: datetime) -> int:
    """A route is back: what failed and waits for its next try need not wait any longer."""
    later = Message.objects.filter(status=Status.WAITING, channel=channel, attempts__gt=0, not_before__gt=at)
    return later.exclude(message_class=MessageClass.CODE).update(not_before=at)


def _lateness(way: Way, *, at: datetime) -> tuple[int, int]:
    """Of the messages taken in the last quarter of an hour and old enough to judge: how many, how many late."""
    if not way.tells_delivery:
        return 0, 0
    taken = Message.objects.filter(provider=way.name, accepted_at__gt=at - LOOKS_BACK, accepted_at__lte=at - SLOW_IS)
    in_time = Receipt.objects.filter(message__in=taken, received_at__lte=F("message__accepted_at") + SLOW_IS)
    total = taken.count()
    return total, total - in_time.values("message").distinct().count()


def _weigh(row: Route, weight: int, *, at: datetime) -> None:
    unchanged = Route.objects.filter(pk=row.pk, weight_changed_at=row.weight_changed_at)
    unchanged.update(weight=weight, weight_changed_at=at)


def _row(way: Way, *, at: datetime) -> Route:
    row, _is_new = Route.objects.get_or_create(
        name=way.name, defaults={"weight": way.weight, "weight_changed_at": at - RISES_EVERY}
    )
    return row
