"""Telling people what happened: one function that may run twice and tells once."""

from datetime import datetime

from django.db import transaction

from trackchild.cases.states import Event
from trackchild.messaging import actions as messaging

from . import ladder
from .audiences import members
from .models import HeldBulk
from .rules import ALERT_RULES
from .scenes import scene_of
from .telling import Telling


@transaction.atomic
def alert_people(*, event_id: int, at: datetime) -> int:
    """Queue a message for everybody the table names for an event; answers how many were new.

    A person in several audiences is told once by each way, in the words of the first row that names her.
    """
    scene = scene_of(event_id)
    telling = Telling(scene, at=at)
    for rule in ALERT_RULES[Event(scene.event.kind)]:
        if rule.applies(scene.event.facts):
            reached = telling.tell(rule, members(rule.audience, scene))
            if rule.duty is not None:
                ladder.begin(scene, rule, reached=reached, at=at)
    return telling.queued


def mark_opened(*, user_id: int, message_ids: list[int], at: datetime) -> int:
    """The person has opened these in-app messages of hers; answers how many were new to her."""
    return messaging.mark_opened(user_id=user_id, message_ids=message_ids, at=at)


class SamePerson(Exception):
    """Whoever caused a sending in numbers cannot release it."""


@transaction.atomic
def decide_held(*, held_id: int, release: bool, words: str, by_user: int, at: datetime) -> HeldBulk:
    """A second person releases SMS in numbers, or stops them. Raises SamePerson, HeldBulk.DoesNotExist."""
    held = HeldBulk.objects.select_for_update(of=("self",)).get(pk=held_id, decided_at=None)
    if held.event.posting is not None and held.event.posting.user_id == by_user:
        raise SamePerson
    held.decided_at, held.decided_by_id, held.is_released, held.words = at, by_user, release, words
    held.save()
    if release:
        alert_people(event_id=held.event_id, at=at)
    return held
