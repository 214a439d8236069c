"""What an operator must know: how much flows by which route, how late, what failed and why, what lies stuck.

Nothing here names a person: counts, routes, templates and reasons only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Count, Min, QuerySet

from . import routing
from .models import Alarm, Message, Route
from .providers import Telling, Unreachable
from .rules import LIMITS
from .vocabulary import AlarmKind, Lane, Status

FLOW_OF = timedelta(hours=24)
FEW = 50


@dataclass(frozen=True, slots=True)
class Flow:
    """What one route took in the last day. Delays in seconds, from due to the gateway's yes."""

    channel: str
    route: str
    taken: int
    delivered: int
    failed: int
    segments: int
    paise: int
    p50: float | None
    p95: float | None


@dataclass(frozen=True, slots=True)
class Queue:
    """One lane now."""

    lane: str
    waiting: int
    oldest_seconds: int


@dataclass(frozen=True, slots=True)
class Reason:
    """How often something went wrong in the last day."""

    route: str
    status: str
    error: str
    messages: int


@dataclass(frozen=True, slots=True)
class RouteNow:
    """A configured route and how it stands."""

    channel: str
    name: str
    weight: int
    full_weight: int
    closed_until: datetime | None
    tells: Mapping[str, str]
    told_at: datetime | None


_FLOW = """
SELECT channel, provider, count(*) FILTER (WHERE accepted_at IS NOT NULL),
       count(*) FILTER (WHERE status = 'DELIVERED'), count(*) FILTER (WHERE status IN ('FAILED', 'DEAD')),
       COALESCE(sum(segments) FILTER (WHERE accepted_at IS NOT NULL), 0), COALESCE(sum(price), 0),
       percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM accepted_at - due_at)),
       percentile_cont(0.95) WITHIN GROUP (ORDER BY extract(epoch FROM accepted_at - due_at))
FROM (SELECT *, GREATEST(created_at, tried_since) AS due_at FROM messaging_message
      WHERE created_at > %s AND channel <> 'APP' AND provider <> '') AS message
GROUP BY channel, provider ORDER BY channel, provider
"""


def flow(*, at: datetime) -> list[Flow]:
    """The last day by channel and route."""
    with connection.cursor() as cursor:
        cursor.execute(_FLOW, [at - FLOW_OF])
        return [Flow(*row) for row in cursor.fetchall()]


def queues(*, at: datetime) -> list[Queue]:
    """Every lane with what is due in it now."""
    due = Message.objects.filter(status=Status.WAITING, not_before__lte=at)
    found = {row["lane"]: row for row in due.values("lane").annotate(waiting=Count("pk"), oldest=Min("created_at"))}
    lanes = []
    for lane in Lane:
        row = found.get(lane.value)
        age = (at - row["oldest"]).total_seconds() if row else 0
        lanes.append(Queue(lane.value, row["waiting"] if row else 0, max(0, int(age))))
    return lanes


def reasons(*, at: datetime) -> list[Reason]:
    """Why messages failed or wait for another try, the commonest first."""
    wrong = Message.objects.filter(created_at__gt=at - FLOW_OF).exclude(last_error="")
    wrong = wrong.filter(status__in=[Status.WAITING, Status.FAILED, Status.DEAD, Status.EXPIRED, Status.UNKNOWN])
    rows = wrong.values_list("provider", "status", "last_error").annotate(messages=Count("pk")).order_by("-messages")
    return [Reason(*row) for row in rows[:FEW]]


def stuck() -> QuerySet[Message]:
    """Messages that were given up, newest first; an operator may let them go out once more."""
    return Message.objects.filter(status=Status.DEAD).order_by("-created_at")


def routes_now() -> list[RouteNow]:
    """Every configured route, whether or not anything went by it yet."""
    rows = {row.name: row for row in Route.objects.all()}
    found = []
    for channel, way in routing.all_ways():
        row = rows.get(way.name)
        found.append(
            RouteNow(
                channel,
                way.name,
                row.weight if row else way.weight,
                way.weight,
                row.closed_until if row else None,
                row.tells if row else {},
                row.told_at if row else None,
            )
        )
    return found


def alarms() -> QuerySet[Alarm]:
    """Alarms that stand, the oldest first."""
    return Alarm.objects.filter(ended_at=None).order_by("began_at", "pk")


def ask_gateways(*, at: datetime) -> None:
    """Let every gateway that can tell say how it is: its balance, its own queue."""
    for _channel, way in routing.all_ways():
        provider = routing.provider_of(way)
        if not isinstance(provider, Telling):
            continue
        try:
            told = dict(provider.ask())
        except Unreachable:
            told = {}
        routing.keep_told(way, told, at=at)


def sound_alarms(*, at: datetime) -> list[Alarm]:
    """Alarms go on and off with what is so; answers those that are new."""
    standing = {(alarm.kind, alarm.about): alarm for alarm in alarms()}
    wanted = _wanted(at=at)
    for key, alarm in standing.items():
        row = Alarm.objects.filter(pk=alarm.pk)
        row.update(figure=wanted[key]) if key in wanted else row.update(ended_at=at)
    fresh = [
        Alarm(kind=kind, about=about, figure=figure, began_at=at)
        for (kind, about), figure in wanted.items()
        if (kind, about) not in standing
    ]
    # Two workers may look at once: the first one's alarm stands.
    return [alarm for alarm in fresh if _begun(alarm)]


def _begun(alarm: Alarm) -> bool:
    _row, is_new = Alarm.objects.get_or_create(
        kind=alarm.kind,
        about=alarm.about,
        ended_at=None,
        defaults={"figure": alarm.figure, "began_at": alarm.began_at},
    )
    return is_new


def _wanted(*, at: datetime) -> dict[tuple[str, str], int]:
    wanted: dict[tuple[str, str], int] = {}
    dead = Message.objects.filter(status=Status.DEAD, created_at__gt=at - 3 * FLOW_OF).count()
    if dead >= LIMITS.dead:
        wanted[AlarmKind.DEAD, ""] = dead
    for lane in queues(at=at):
        limit, kind = (
            (LIMITS.code_waits, AlarmKind.SLOW_CODES) if lane.lane == Lane.CODES else (LIMITS.waits, AlarmKind.SLOW)
        )
        if lane.oldest_seconds > limit.total_seconds():
            wanted[kind, lane.lane] = lane.oldest_seconds
    for route in routes_now():
        if route.closed_until is not None:
            wanted[AlarmKind.ROUTE_CLOSED, route.name] = 1
    return wanted
