"""Telling people what happened: one function that may run twice and tells once."""

from datetime import datetime
from hashlib import sha256

from django.db import transaction

from trackchild.cases.states import Event
from trackchild.messaging import actions as messaging
from trackchild.messaging.vocabulary import Channel, MessageClass

from .audiences import Member, members, opens
from .rules import ALERT_RULES, BULK, CITIZENS, AlertRule, send_from
from .scenes import Scene, scene_of, words_of
from .texts import SENDER, SUBJECT, TEXTS, written


@transaction.atomic
def alert_people(*, event_id: int, at: datetime) -> int:
    """Queue a message for everybody the table names for an event; answers how many were new.

    A person in several audiences is told once by each way, in the words of the first row that names her.
    """
    scene = scene_of(event_id)
    told: set[tuple[str, Channel]] = set()
    queued = 0
    for rule in ALERT_RULES[Event(scene.event.kind)]:
        if not rule.applies(scene.event.facts):
            continue
        for member in members(rule.audience, scene):
            for channel in rule.channels:
                if member.is_reached_by(channel) and (member.key, channel) not in told:
                    told.add((member.key, channel))
                    queued += _tell(member, channel, rule, scene, at=at)
    return queued


def mark_opened(*, user_id: int, message_ids: list[int], at: datetime) -> int:
    """The person has opened these in-app messages of hers; answers how many were new to her."""
    return messaging.mark_opened(user_id=user_id, message_ids=message_ids, at=at)


def _tell(member: Member, channel: Channel, rule: AlertRule, scene: Scene, *, at: datetime) -> int:
    language = "en" if channel == Channel.SMS and rule.audience in BULK else member.language
    words = words_of(scene, language)
    if member.reference:
        words["reference"] = member.reference
    text = written(TEXTS[rule.template], language, words)
    message = messaging.queue_message(
        channel=channel,
        message_class=MessageClass.ALERT,
        template=rule.template,
        language=language,
        text=SENDER + text if channel == Channel.SMS else text,
        subject=written(SUBJECT, language, words) if channel == Channel.EMAIL else "",
        dedupe_key=sha256(f"{scene.event.pk}|{member.key}|{channel}|{rule.template}".encode()).hexdigest(),
        to_phone=member.phone if channel == Channel.SMS else "",
        to_email=member.email if channel == Channel.EMAIL else "",
        recipient_id=member.user_id,
        about="" if rule.audience in CITIZENS else opens(rule.audience, scene),
        at=at,
        not_before=send_from(rule.urgency, at),
    )
    return int(message is not None)
