"""Saying one event to many people: each is told once by each way, in the words of the first row that names her."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from trackchild.core.digests import phone_digest
from trackchild.messaging import actions as messaging
from trackchild.messaging import catalogue
from trackchild.messaging.releasing import Said, Speaker
from trackchild.messaging.vocabulary import Channel, MessageClass

from .audiences import Member, opens
from .models import HeldBulk, Preference, StoppedPhone, Told
from .rules import BULK, CITIZENS, AlertRule, send_from
from .scenes import Scene, words_of
from .texts import NOTICES, Template
from .vocabulary import PUBLIC, Notes, Urgency

MOST_BY_ONE_PERSON = 1000
"""More SMS than this for one event by one row wait for a second person; a search graded critical never waits."""
OVERTAKES = frozenset({Template.CASE_CRITICAL, Template.CRITICAL_NOTICE, Template.CHILD_IN_DANGER})
"""A child in danger goes by the lane of urgent messages, past whatever crowd waits."""
BY_NOTICE = NOTICES | {Template.SEARCH_ENDED, Template.FOUND_MAY_BE_YOURS}


class Telling:
    """One event being told."""

    def __init__(self, scene: Scene, *, at: datetime) -> None:
        self.scene, self.at = scene, at
        self.queued = 0
        self._speaker = Speaker()
        self._words: dict[str, dict[str, str]] = {}
        self._told: set[tuple[str, Channel]] = set()

    def tell(self, rule: AlertRule, members: Iterable[Member]) -> bool:
        """Queue the messages of one row; answers whether it names anybody who can be reached."""
        people = self._not_stopped(rule, list(members))
        wishes = self._wishes(rule, people)
        held = self._is_held(rule, people)
        reached = False
        for member in people:
            for channel in rule.channels:
                if not member.is_reached_by(channel):
                    continue
                reached = True
                if not (held and channel == Channel.SMS):
                    self._once(member, channel, rule, wishes.get(member.user_id or 0))
        return reached

    def _once(self, member: Member, channel: Channel, rule: AlertRule, wish: Preference | None) -> None:
        if (member.key, channel) in self._told:
            return
        message_class = MessageClass.URGENT if rule.template in OVERTAKES else MessageClass.ALERT
        if wish is not None and rule.duty is None:
            if channel == Channel.SMS and not wish.sms_for_notices:
                return
            if channel == Channel.APP and wish.notes == Notes.DIGEST:
                message_class = MessageClass.DIGEST
        self._told.add((member.key, channel))
        self._queue(member, channel, rule, message_class)

    def _queue(self, member: Member, channel: Channel, rule: AlertRule, message_class: MessageClass) -> None:
        language = "en" if channel == Channel.SMS and rule.audience in BULK else member.language
        said = self._say(rule.template, language, channel, member)
        subject = self._say(catalogue.SUBJECT, language, channel, member).text if channel == Channel.EMAIL else ""
        message = messaging.queue_message(
            channel=channel,
            message_class=message_class,
            template=rule.template,
            language=language,
            text=said.text,
            subject=subject,
            dedupe_key=sha256(f"{self.scene.event.pk}|{member.key}|{channel}|{rule.template}".encode()).hexdigest(),
            to_phone=member.phone if channel == Channel.SMS else "",
            to_email=member.email if channel == Channel.EMAIL else "",
            recipient_id=member.user_id,
            about=self._leads_to(rule),
            at=self.at,
            not_before=send_from(rule.urgency, self.at),
            dlt_header=said.header,
            dlt_template=said.dlt_template,
        )
        if message is not None:
            self.queued += 1
            Told.objects.create(event=self.scene.event, message=message, audience=rule.audience)

    def _say(self, key: str, language: str, channel: str, member: Member) -> Said:
        if language not in self._words:
            self._words[language] = words_of(self.scene, language)
        words = self._words[language] | ({"reference": member.reference} if member.reference else {})
        return self._speaker.say(key, language, channel, words)

    def _leads_to(self, rule: AlertRule) -> str:
        if rule.audience in CITIZENS:
            return ""
        if rule.template in BY_NOTICE:
            record = self.scene.found if rule.template == Template.FOUND_MAY_BE_YOURS else self.scene.case
            return f"notice:{record.pk}" if record else ""
        return opens(rule.audience, self.scene)

    def _not_stopped(self, rule: AlertRule, members: list[Member]) -> list[Member]:
        """A citizen who sent STOP, or whose number is another person's, is left alone whatever record names her."""
        if rule.audience not in CITIZENS:
            return members
        digests = {member.key: phone_digest(member.phone) for member in members if member.phone}
        stopped = set(StoppedPhone.objects.filter(digest__in=digests.values()).values_list("digest", flat=True))
        return [member for member in members if digests.get(member.key) not in stopped]

    def _wishes(self, rule: AlertRule, members: list[Member]) -> dict[int, Preference]:
        if rule.duty is not None or rule.audience in CITIZENS:
            return {}
        return {wish.user_id: wish for wish in Preference.objects.filter(user__in={one.user_id for one in members})}

    def _is_held(self, rule: AlertRule, members: list[Member]) -> bool:
        in_numbers = rule.audience in BULK | PUBLIC and Channel.SMS in rule.channels
        if not in_numbers or (rule.urgency is Urgency.AT_ONCE and rule.audience in BULK):
            return False
        recipients = sum(member.is_reached_by(Channel.SMS) for member in members)
        if recipients <= MOST_BY_ONE_PERSON:
            return False
        held, _is_new = HeldBulk.objects.get_or_create(
            event=self.scene.event,
            audience=rule.audience,
            template=rule.template,
            defaults={"recipients": recipients, "held_at": self.at},
        )
        return not held.is_released
