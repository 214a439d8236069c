"""What nobody opened in time climbs to the next rung; on the last one, silence itself is reported."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from trackchild.cases.models import TimelineEvent
from trackchild.messaging.vocabulary import Channel

from .audiences import members
from .models import Rung, Told
from .rules import AlertRule
from .scenes import Scene, scene_of
from .telling import Telling
from .texts import Template
from .vocabulary import LADDERS, Audience, Duty, Ladder

ON_A_RUNG = {Template.NOT_OPENED, Template.NOBODY_OPENED}
BATCH = 500
SHORTEST = timedelta(hours=2)
"""A rung is given at least this, also above an office where nobody could be reached."""


def begin(scene: Scene, rule: AlertRule, *, reached: bool, at: datetime) -> None:
    """A duty was told: from now on its time runs. An office where nobody can be reached has no time to lose."""
    assert rule.duty is not None
    Rung.objects.get_or_create(
        event=scene.event,
        duty_of=rule.audience,
        level=0,
        defaults={
            "ladder": rule.duty.ladder,
            "began_at": at,
            "due_at": at + rule.duty.opens_within if reached else at,
        },
    )


def climb(*, at: datetime) -> int:
    """Look at every duty whose time is up; answers how many went a rung higher. Two workers share the rows."""
    climbed = 0
    with transaction.atomic():
        due = Rung.objects.filter(opened_at=None, passed_at=None, due_at__lte=at).order_by("due_at", "pk")
        for rung in due.select_for_update(skip_locked=True, of=("self",))[:BATCH]:
            if _is_opened(rung):
                rung.opened_at = at
                rung.save(update_fields=["opened_at"])
            else:
                rung.passed_at = at
                rung.save(update_fields=["passed_at"])
                climbed += _go_up(rung, at=at)
    return climbed


def _is_opened(rung: Rung) -> bool:
    """Somebody of the rung opened the message, or somebody has acted on the matter since."""
    told = Told.objects.filter(event=rung.event_id, message__opened_at__isnull=False)
    if rung.level == 0:
        told = told.filter(audience=rung.duty_of).exclude(message__template__in=ON_A_RUNG)
    else:
        people = LADDERS[Ladder(rung.ladder)][rung.level - 1]
        told = told.filter(audience__in=people, message__template__in=ON_A_RUNG)
    return told.exists() or _somebody_acted(rung.event)


def _somebody_acted(event: TimelineEvent) -> bool:
    same = Q(pk__in=())
    for record in ("report_id", "case_id", "found_id"):
        if number := getattr(event, record):
            same |= Q(**{record: number})
    return TimelineEvent.objects.filter(same, pk__gt=event.pk, posting__isnull=False).exists()


def _go_up(rung: Rung, *, at: datetime) -> int:
    ladder, waits = Ladder(rung.ladder), rung.due_at - rung.began_at
    scene = scene_of(rung.event_id)
    telling = Telling(scene, at=at)
    for level in range(max(rung.level, _own_level(rung)) + 1, len(LADDERS[ladder]) + 1):
        reached = [_tell(telling, audience, ladder) for audience in LADDERS[ladder][level - 1]]
        if any(reached):
            Rung.objects.get_or_create(
                event=rung.event,
                duty_of=rung.duty_of,
                level=level,
                defaults={"ladder": ladder, "began_at": at, "due_at": at + (waits or SHORTEST)},
            )
            return 1
    return 0


def _own_level(rung: Rung) -> int:
    """Where the people whose duty it is stand themselves: what a state did not open is not told to a district."""
    levels = (level for level, people in enumerate(LADDERS[Ladder(rung.ladder)], 1) if rung.duty_of in people)
    return next(levels, 0)


def _tell(telling: Telling, audience: Audience, ladder: Ladder) -> bool:
    template = Template.NOBODY_OPENED if audience is Audience.MINISTRY else Template.NOT_OPENED
    rule = AlertRule(audience, template, (Channel.APP, Channel.SMS), duty=Duty(ladder, SHORTEST))
    return telling.tell(rule, members(audience, telling.scene))
