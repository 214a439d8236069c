"""Summaries by the day and by the week: what waits for an office, and for those above it what nobody did.

What waits is counted by whoever knows the inbox and handed in as lines; a digest names no child.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from trackchild.accounts.models import Posting
from trackchild.accounts.permissions import Role
from trackchild.cases.models import CitizenReport, MissingCase
from trackchild.directory.kinds import STATIONS
from trackchild.directory.models import Agency
from trackchild.directory.querysets import AgencyQuerySet
from trackchild.messaging import actions as messaging
from trackchild.messaging import queries as messages
from trackchild.messaging.releasing import Speaker
from trackchild.messaging.vocabulary import Channel, MessageClass
from trackchild.ui.templatetags.ui import indian_number

from .models import Preference, Rung
from .texts import Template
from .vocabulary import Digest

WEEK = timedelta(days=7)
NAMED = 10
"""So many offices are named in a line; the rest are a number."""
USUAL: dict[Role, Digest] = {
    Role.STATION_HEAD: Digest.DAILY,
    Role.SJPU_OFFICER: Digest.DAILY,
    Role.AHTU_OFFICER: Digest.DAILY,
    Role.HOME_HEAD: Digest.DAILY,
    Role.COMMITTEE_MEMBER: Digest.DAILY,
    Role.BOARD_MEMBER: Digest.DAILY,
    Role.DCPU_OFFICER: Digest.DAILY,
    Role.SUPERINTENDENT_POLICE: Digest.WEEKLY,
    Role.DISTRICT_MAGISTRATE: Digest.WEEKLY,
    Role.STATE_NODAL: Digest.WEEKLY,
    Role.STATE_CRIME_OFFICER: Digest.WEEKLY,
}
"""What a role gets unless the person wants it otherwise; the roles that are not here get none."""
OVERSEES = frozenset({Role.SUPERINTENDENT_POLICE, Role.DISTRICT_MAGISTRATE, Role.STATE_NODAL, Role.STATE_CRIME_OFFICER})


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that waits, and how many of it."""

    label: str | Promise
    count: int
    names: tuple[str, ...] = ()


def due_postings(period: Digest) -> list[int]:
    """The postings that get a digest of this period, by what is usual and what each person wants."""
    wishes = dict(Preference.objects.exclude(digest=Digest.USUAL).values_list("user", "digest"))
    postings = Posting.objects.current().filter(role__in=USUAL, agency__active=True).order_by("pk")
    return [
        ident
        for ident, user_id, role in postings.values_list("pk", "user_id", "role")
        if wishes.get(user_id, USUAL[Role(role)]) == period
    ]


@transaction.atomic
def queue_digest(*, posting: Posting, period: Digest, day: date, lines: Sequence[Line], at: datetime) -> int:
    """Queue one person's digest; nothing is sent when nothing waits. Answers how many messages were new."""
    user, office = posting.user, posting.agency
    told = [line for line in lines if line.count]
    if not told:
        return 0
    words = {"count": str(sum(line.count for line in told)), "station": office.name_in(user.language)}
    speaker, queued = Speaker(), 0
    for channel in (Channel.APP, Channel.EMAIL):
        if channel == Channel.EMAIL and not user.email:
            continue
        sentence = speaker.say(Template.DIGEST, user.language, channel, words).text
        message = messaging.queue_message(
            channel=channel,
            message_class=MessageClass.ALERT if channel == Channel.APP else MessageClass.DIGEST,
            template=Template.DIGEST,
            language=user.language,
            text=sentence if channel == Channel.APP else _letter(sentence, told, user.language),
            subject=sentence if channel == Channel.EMAIL else "",
            dedupe_key=sha256(f"digest|{posting.pk}|{period}|{day}|{channel}".encode()).hexdigest(),
            to_email=user.email if channel == Channel.EMAIL else "",
            recipient_id=user.pk,
            at=at,
        )
        queued += int(message is not None)
    return queued


def _letter(sentence: str, lines: Sequence[Line], language: str) -> str:
    with translation.override(language):
        told = [f"{line.label}: {indian_number(line.count)}" + _named(line) for line in lines]
        door = _("Sign in: %(address)s") % {"address": f"{settings.PUBLIC_ADDRESS}/office/"}
    return "\n".join([sentence, "", *told, "", door])


def _named(line: Line) -> str:
    more = line.count - len(line.names)
    names = "; ".join(line.names)
    if not names:
        return ""
    return f" ({names} +{indian_number(more)})" if more > 0 else f" ({names})"


def read_notes(posting: Posting) -> Line:
    """What she asked to have counted and not shown one by one."""
    waiting = messages.in_app(posting.user_id).filter(opened_at=None, message_class=MessageClass.DIGEST)
    return Line(_("Notices for your knowledge"), waiting.count())


def lines_from_above(posting: Posting, *, at: datetime) -> list[Line]:
    """What those below did not do: stations without an entry, alerts nobody opened, complaints without an FIR."""
    if Role(posting.role) not in OVERSEES:
        return []
    stations = _below(posting, "")
    silent = _silent_stations(stations, since=at - WEEK)
    return [
        Line(_("Stations without a single entry this week"), silent.count(), _names(silent)),
        Line(_("Alerts that nobody opened in time this week"), _unopened(posting, since=at - WEEK)),
        Line(_("Complaints without an FIR after 24 hours"), _without_fir(posting, at=at)),
    ]


def _below(posting: Posting, prefix: str) -> Q:
    """Offices of the district, or of the state for those who answer for one."""
    office = posting.agency
    if office.district_id is not None:
        return Q(**{f"{prefix}district": office.district_id})
    return Q(**{f"{prefix}state": office.state_id})


def _silent_stations(stations: Q, *, since: datetime) -> AgencyQuerySet:
    wrote = MissingCase.objects.filter(created_at__gte=since).values("station")
    read = CitizenReport.objects.filter(acknowledged_at__gte=since).values("station")
    here = Agency.objects.active().of_kind(*STATIONS).filter(stations)
    return here.exclude(pk__in=wrote).exclude(pk__in=read).order_by("name", "pk")


def _names(offices: AgencyQuerySet) -> tuple[str, ...]:
    return tuple(office.name for office in offices[:NAMED])


def _unopened(posting: Posting, *, since: datetime) -> int:
    """Duties that passed a rung: counted once each, however high they climbed."""
    here = _below(posting, "event__case__station__") | _below(posting, "event__report__station__")
    here |= _below(posting, "event__found__owner__")
    passed = Rung.objects.filter(here, passed_at__gte=since)
    return passed.aggregate(duties=Count("event", distinct=True))["duties"] or 0


def _without_fir(posting: Posting, *, at: datetime) -> int:
    late = MissingCase.objects.filter(_below(posting, "station__"), stage="INTIMATED", fir_at=None)
    return late.filter(received_at__lte=at - timedelta(hours=24)).count()
