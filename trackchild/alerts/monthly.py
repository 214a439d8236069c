"""The month's figures to every district magistrate and superintendent: by SMS, and by mail as a paper.

Runs again without harm: the message's key is the person, the month and the way, so nobody gets a second one.
"""

from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from trackchild.accounts.models import Posting, User
from trackchild.accounts.permissions import Role
from trackchild.geography.models import District
from trackchild.messaging import actions as messaging
from trackchild.messaging.models import Enclosure, Message
from trackchild.messaging.releasing import Speaker
from trackchild.messaging.vocabulary import Channel, MessageClass
from trackchild.paper.figures import figures_paper
from trackchild.ui.templatetags.ui import indian_number

from .models import MonthFigures
from .texts import Template

TOLD = (Role.DISTRICT_MAGISTRATE, Role.SUPERINTENDENT_POLICE)
PDF = "application/pdf"
COLUMNS = (
    ("missing", "missing"),
    ("traced", "traced"),
    ("pending", "pending"),
    ("old", "over_four_months"),
    ("found_count", "found"),
    ("late", "produced_late"),
)
"""The variable of the SMS, and the column that fills it."""


def send_month(month: date, *, at: datetime) -> int:
    """Queue the messages of every district whose month is kept; answers how many were new."""
    speaker, queued = Speaker(), 0
    people = _people()
    for figures in MonthFigures.objects.filter(month=month).select_related("district").order_by("district"):
        with transaction.atomic():
            queued += sum(_tell(figures, user, speaker, at=at) for user in people.get(figures.district_id, ()))
    return queued


def _people() -> dict[int, list[User]]:
    postings = Posting.objects.current().with_agency().filter(role__in=TOLD, agency__active=True).order_by("pk")
    by_district: dict[int, dict[int, User]] = {}
    for posting in postings:
        if posting.agency.district_id is not None:
            by_district.setdefault(posting.agency.district_id, {})[posting.user_id] = posting.user
    return {district: list(users.values()) for district, users in by_district.items()}


def _tell(figures: MonthFigures, user: User, speaker: Speaker, *, at: datetime) -> int:
    """Her messages; what was queued in an earlier run is not even written again, nor its paper made."""
    queued = 0
    if user.phone and not _is_queued(figures, user, Channel.SMS):
        said = speaker.say(Template.MONTHLY_FIGURES, user.language, Channel.SMS, values_of(figures, user.language))
        queued += _queue(
            figures, user, Channel.SMS, said.text, at=at, dlt_header=said.header, dlt_template=said.dlt_template
        )
    if user.email and not _is_queued(figures, user, Channel.EMAIL):
        values = values_of(figures, user.language)
        said = speaker.say(Template.MONTHLY_FIGURES, user.language, Channel.EMAIL, values)
        paper, subject = _paper(figures, user.language, at=at), _subject(values, user.language)
        queued += _queue(figures, user, Channel.EMAIL, said.text, at=at, subject=subject, enclosure_id=paper.pk)
    return queued


def _key(figures: MonthFigures, user: User, channel: Channel) -> str:
    """One message for a person, a district, a month and a way."""
    told = f"monthly|{figures.month:%Y-%m}|{user.pk}|{figures.district_id}|{channel}"
    return sha256(told.encode()).hexdigest()


def _is_queued(figures: MonthFigures, user: User, channel: Channel) -> bool:
    return Message.objects.filter(dedupe_key=_key(figures, user, channel)).exists()


def _queue(figures: MonthFigures, user: User, channel: Channel, text: str, *, at: datetime, **more: object) -> int:
    message = messaging.queue_message(
        channel=channel,
        message_class=MessageClass.DIGEST,
        template=Template.MONTHLY_FIGURES,
        language=user.language,
        text=text,
        dedupe_key=_key(figures, user, channel),
        to_phone=user.phone if channel == Channel.SMS else "",
        to_email=user.email if channel == Channel.EMAIL else "",
        recipient_id=user.pk,
        at=at,
        **more,  # type: ignore[arg-type]
    )
    return int(message is not None)


def values_of(figures: MonthFigures, language: str) -> dict[str, str]:
    """The month as the words of a message."""
    with translation.override(language):
        numbers = {name: indian_number(getattr(figures, column)) for name, column in COLUMNS}
    return {"month": f"{figures.month:%m-%Y}", "district": figures.district.name_in(language), **numbers}


def _subject(values: dict[str, str], language: str) -> str:
    with translation.override(language):
        return _("TrackChild: figures of %(month)s for %(district)s") % values


def _paper(figures: MonthFigures, language: str, *, at: datetime) -> Enclosure:
    """The paper of a district, made once for all who get it in a language."""
    with translation.override(language):
        body = figures_paper(
            title=_("Missing and found children of %(district)s, %(month)s") % values_of(figures, language),
            rows=[(label, number) for label, number in zip(_labels(), _numbers(figures), strict=True)],
            note=_("Counted on %(day)s from the register of TrackChild; later entries do not change these figures.")
            % {"day": f"{figures.counted_at:%d-%m-%Y}"},
            language=language,
        )
    enclosure, _is_new = Enclosure.objects.get_or_create(
        digest=sha256(body).hexdigest(),
        defaults={
            "name": f"trackchild-{figures.month:%Y-%m}-{figures.district_id}.pdf",
            "content_type": PDF,
            "body": body,
            "created_at": at,
        },
    )
    return enclosure


def _labels() -> tuple[str, ...]:
    return (
        _("Children reported missing in the month"),
        _("Children traced in the month"),
        _("Children still missing at the end of the month"),
        _("Of these, missing for more than four months"),
        _("Children found in the month"),
        _("Children produced before the committee later than 24 hours"),
    )


def _numbers(figures: MonthFigures) -> tuple[str, ...]:
    return tuple(indian_number(getattr(figures, column)) for _name, column in COLUMNS)


def districts_without_people(month: date) -> list[District]:
    """Districts of a kept month to whose magistrate and superintendent nothing could be told."""
    people = _people()
    kept = MonthFigures.objects.filter(month=month).select_related("district").order_by("district")
    return [figures.district for figures in kept if not people.get(figures.district_id)]
