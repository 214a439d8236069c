"""Whether this house is alive and ready. Numbers only: nothing here tells who works or what is kept."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Min
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from psycopg_pool import PoolTimeout

from trackchild.matching.models import DescriptionChange, MatcherPulse
from trackchild.messaging.models import Message

SILENT_AFTER = timedelta(seconds=60)


@never_cache
@login_not_required
@require_GET
def live(_request: HttpRequest) -> HttpResponse:
    """200 while this web process lives."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
@login_not_required
@require_GET
def ready(_request: HttpRequest) -> JsonResponse:
    """Each part and whether it is up; 503 when one is down."""
    try:
        parts = {
            "database": {"up": True},
            "migrations": _migrations(),
            "worker": _worker(),
            "matcher": _matcher(),
            "outbox": _outbox(),
        }
    except (OperationalError, PoolTimeout):
        parts = {"database": {"up": False}}
    is_up = all(part["up"] for part in parts.values())
    return JsonResponse({"up": is_up, **parts}, status=200 if is_up else 503)


def _migrations() -> dict[str, Any]:
    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    return {"up": waiting == 0, "waiting": waiting}


def _worker() -> dict[str, Any]:
    """A worker beats in the queue's own table; a queue without a beat has nobody to work on it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => %s)",
            [SILENT_AFTER.total_seconds()],
        )
        (beating,) = cursor.fetchone()
    return {"up": beating > 0, "workers": beating}


def _matcher() -> dict[str, Any]:
    now = timezone.now()
    pulse = MatcherPulse.objects.order_by("-at").first()
    oldest = DescriptionChange.objects.aggregate(oldest=Min("changed_at"))["oldest"]
    lag = round((now - oldest).total_seconds(), 1) if oldest else 0.0
    if pulse is None:
        return {"up": False, "records": 0, "lag": lag}
    return {
        "up": now - pulse.at < SILENT_AFTER,
        "records": pulse.missing + pulse.found,
        "megabytes": round(pulse.bytes_held / 1e6, 1),
        "lag": lag,
    }


def _outbox() -> dict[str, Any]:
    waiting = Message.objects.filter(status="WAITING")
    oldest = waiting.aggregate(oldest=Min("created_at"))["oldest"]
    age = round((timezone.now() - oldest).total_seconds()) if oldest else 0
    return {"up": True, "waiting": waiting.count(), "oldest_seconds": age}
