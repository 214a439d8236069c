"""Cards of the inbox: what a duty is called, the one verb it asks for, and when its time is up."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from trackchild.cases.actions.found import production_due
from trackchild.cases.models import CitizenReport, FoundChild, MissingCase
from trackchild.cases.rules import CLOCKS, Clock
from trackchild.helpdesk.models import Ticket
from trackchild.helpdesk.queries import due_at as ticket_due
from trackchild.helpdesk.vocabulary import Subject
from trackchild.matching.models import Candidate, DuplicatePair, SearchAgent
from trackchild.matching.sweeping import EXPIRES_AFTER
from trackchild.panels.clocks import pair_due
from trackchild.panels.sentences import STEPS, STRENGTHS
from trackchild.panels.stages import RESTORATION_STAGES
from trackchild.panels.templatetags.panels import age_words
from trackchild.placements.models import FollowUp, Restoration

Words = str | Promise
MOST_WORDS = 90


@dataclass(frozen=True, slots=True)
class Card:
    """One thing that needs somebody."""

    title: str
    url: str
    verb: Words
    line: str
    due: datetime | None


def _child(record: Any) -> str:
    name = record.description.name if record.description else ""
    return " · ".join(part for part in (name or _("Name not known"), age_words(record)) if part)


def report_card(verb: Words, *, clocked: bool = True) -> Callable[[CitizenReport, datetime], Card]:
    """A citizen's report."""

    def make(report: CitizenReport, at: datetime) -> Card:
        due = CLOCKS[Clock.ACKNOWLEDGE].due(report.submitted_at, critical=report.in_danger)
        place = report.place[:MOST_WORDS] or (report.district.name if report.district else report.state.name)
        kind = str(report.get_kind_display())
        alarm = _("in danger now") if report.in_danger else _("a station refused it") if report.fir_refused else ""
        who = _child(report) if report.description else ""
        return Card(
            title=_("%(kind)s: %(place)s") % {"kind": kind, "place": place},
            url=reverse("police:view_report", args=[report.pk]),
            verb=verb,
            line=" · ".join(part for part in (alarm, who, report.reference) if part),
            due=due if clocked else None,
        )

    return make


def ticket_card(verb: Words) -> Callable[[Ticket, datetime], Card]:
    """A ticket of the help desk."""

    def make(ticket: Ticket, at: datetime) -> Card:
        return Card(
            title=str(Subject(ticket.subject).label),
            url=reverse("desk:view_ticket", args=[ticket.pk]),
            verb=verb,
            line=" · ".join(part for part in (ticket.number, ticket.agency.name if ticket.agency else "") if part),
            due=ticket_due(ticket),
        )

    return make


def case_card(
    verb: Words, page: str, due: Callable[[MissingCase], datetime | None] = lambda case: None
) -> Callable[[MissingCase, datetime], Card]:
    """A missing case."""

    def make(case: MissingCase, at: datetime) -> Card:
        return Card(
            title=_child(case),
            url=reverse(f"police:{page}", args=[case.pk]),
            verb=verb,
            line=_("%(number)s, %(station)s") % {"number": case.number, "station": case.owner.name},
            due=due(case),
        )

    return make


def fir_due(case: MissingCase) -> datetime:
    return CLOCKS[Clock.REGISTER_FIR].due(case.received_at)


def ahtu_due(case: MissingCase) -> datetime:
    return CLOCKS[Clock.HAND_TO_AHTU].due(case.received_at)


def showing_ends(record: MissingCase | FoundChild) -> datetime | None:
    """The end of the last day on which the child is shown."""
    rows = record.publications.filter(withdrawn_at=None, expires_on__isnull=False)
    last = rows.order_by("-expires_on").values_list("expires_on", flat=True).first()
    return timezone.make_aware(datetime.combine(last, time.max)) if last else None


def closure_due(case: MissingCase) -> datetime | None:
    proposed = case.closure_proposed_at
    return CLOCKS[Clock.DECIDE_CLOSURE].due(proposed) if proposed else None


def pair_card(verb: Words) -> Callable[[Candidate, datetime], Card]:
    """A possible match, named as both sides may know it."""

    def make(pair: Candidate, at: datetime) -> Card:
        names = {"missing": _child(pair.missing), "found": _child(pair.found)}
        started = pair.shortlisted_at or pair.generated_at
        return Card(
            title=_("Missing: %(missing)s. Found: %(found)s") % names,
            url=reverse("matches:compare_pair", args=[pair.pk]),
            verb=verb,
            line=_("Possible match, %(strength)s") % {"strength": STRENGTHS.get(pair.strength, pair.strength)},
            due=pair_due(pair) or started + EXPIRES_AFTER,
        )

    return make


def import_card(verb: Words, page: str) -> Callable[[MissingCase | FoundChild, datetime], Card]:
    """An imported record that nobody has taken over, and that may be somebody."""

    def make(record: MissingCase | FoundChild, at: datetime) -> Card:
        place = record.district or record.state
        return Card(
            title=_child(record),
            url=reverse(f"imports:{page}", args=[record.pk]),
            verb=verb,
            line=_("From an older register, %(place)s; a possible match waits")
            % {"place": place.name_in(get_language() or "en")},
            due=None,
        )

    return make


def merge_card(verb: Words, page: str) -> Callable[[DuplicatePair, datetime], Card]:
    """Two records of which somebody holds that they are of one child."""

    def make(pair: DuplicatePair, at: datetime) -> Card:
        return Card(
            title=_("One child? %(first)s. %(second)s") % {"first": _child(pair.first), "second": _child(pair.second)},
            url=reverse(f"duplicates:{page}", args=[pair.pk]),
            verb=verb,
            line=_("A merge is proposed; a second person must agree."),
            due=None,
        )

    return make


def found_card(
    verb: Words, page: str, due: Callable[[FoundChild], datetime | None] = lambda found: None
) -> Callable[[FoundChild, datetime], Card]:
    """A found child."""

    def make(found: FoundChild, at: datetime) -> Card:
        office = found.home or found.owner
        return Card(
            title=_child(found),
            url=reverse(page, args=[found.pk]),
            verb=verb,
            line=_("%(number)s, %(office)s") % {"number": found.number, "office": office.name},
            due=due(found),
        )

    return make


def restoration_card(verb: Words) -> Callable[[Restoration, datetime], Card]:
    """A child on the way home."""

    def make(restoration: Restoration, at: datetime) -> Card:
        return Card(
            title=_child(restoration.found),
            url=reverse("committees:view_restoration", args=[restoration.pk]),
            verb=verb,
            line=str(RESTORATION_STAGES[restoration.stage]),
            due=None,
        )

    return make


def visit_card(verb: Words) -> Callable[[FollowUp, datetime], Card]:
    """A visit to a restored child."""

    def make(visit: FollowUp, at: datetime) -> Card:
        return Card(
            title=_child(visit.restoration.found),
            url=reverse("committees:view_restoration", args=[visit.restoration_id]),
            verb=verb,
            line=str(STEPS[visit.step]),
            due=timezone.make_aware(datetime.combine(visit.due_on, time.max)),
        )

    return make


__all__ = [
    "Card",
    "ahtu_due",
    "case_card",
    "closure_due",
    "fir_due",
    "found_card",
    "import_card",
    "merge_card",
    "pair_card",
    "production_due",
    "report_card",
    "restoration_card",
    "showing_ends",
    "ticket_card",
    "visit_card",
]


def search_card(verb: Words) -> Callable[[SearchAgent, datetime], Card]:
    """A saved search with something new."""

    def make(agent: SearchAgent, at: datetime) -> Card:
        return Card(
            title=agent.name,
            url=reverse("searches:view_search", args=[agent.pk]),
            verb=verb,
            line=_("New records for a saved search"),
            due=None,
        )

    return make
