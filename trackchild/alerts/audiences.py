"""Who the people of an event are at this moment: postings that hold a permission in the right office, or a family."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F

from trackchild.accounts.grants import roles_with
from trackchild.accounts.models import Posting, User
from trackchild.accounts.permissions import Permission
from trackchild.cases.models import CitizenReport, Contact, ContactPhone
from trackchild.cases.vocabulary import ContactKind
from trackchild.core.digests import phone_digest
from trackchild.directory import queries as directory
from trackchild.directory.kinds import HOMES, STATIONS, Kind
from trackchild.directory.models import Agency
from trackchild.directory.querysets import AgencyQuerySet
from trackchild.geography import queries as geography
from trackchild.geography.corridors import corridor_districts
from trackchild.messaging.vocabulary import Channel

from .models import Subscription, Told
from .scenes import Scene
from .texts import NOTICES, Template
from .vocabulary import Audience

AgencyIds = Iterable[int | None]
LIFE = timedelta(days=365)
"""A subscription asks to be renewed after a year: by then the number may be another person's."""
NEAR_KM = 80.0
"""Districts whose centres lie so near are told of a search next door."""


@dataclass(frozen=True, slots=True)
class Member:
    """One person to tell. `key` is the same for the same person in every audience of an event."""

    key: str
    language: str
    user_id: int | None = None
    phone: str = ""
    email: str = ""
    reference: str = ""
    """How this person knows the matter, where it differs from the office's own number."""

    def is_reached_by(self, channel: Channel) -> bool:
        """Whether there is an address for this way."""
        return bool({Channel.SMS: self.phone, Channel.EMAIL: self.email, Channel.APP: self.user_id}[channel])


@dataclass(frozen=True, slots=True)
class Office:
    """Where an audience sits, what its people must be allowed to do, and which record they open."""

    find: Callable[[Scene], AgencyIds]
    permission: Permission
    opens: str


def _of(record: str, key: str) -> Callable[[Scene], AgencyIds]:
    """The office that a record of the scene names."""
    return lambda scene: (getattr(getattr(scene, record), key, None),)


def _in_police_district(*kinds: Kind) -> Callable[[Scene], AgencyIds]:
    return lambda scene: _of_kind(scene.police_district, kinds)


def _in_care_district(*kinds: Kind) -> Callable[[Scene], AgencyIds]:
    return lambda scene: _of_kind(scene.care_district, kinds)


def _of_kind(district_code: int | None, kinds: tuple[Kind, ...]) -> AgencyIds:
    if district_code is None:
        return ()
    return _active(kinds).in_district(district_code).values_list("pk", flat=True)


def _in_neighbour_districts(*kinds: Kind) -> Callable[[Scene], AgencyIds]:
    def find(scene: Scene) -> AgencyIds:
        if scene.police_district is None:
            return ()
        around = [row.neighbour_id for row in geography.neighbours(scene.police_district, NEAR_KM)]
        return _active(kinds).filter(district__in=around).values_list("pk", flat=True)

    return find


def _on_the_corridor(scene: Scene) -> AgencyIds:
    """Railway police where a child taken out of this state passes or arrives."""
    codes = corridor_districts(scene.state) if scene.state is not None else ()
    return _active((Kind.GRP, Kind.RPF)).filter(district__in=codes).values_list("pk", flat=True)


def _in_origin(*kinds: Kind) -> Callable[[Scene], AgencyIds]:
    """Where the found child may come from, if it is another district than the one that cares for it."""
    return lambda scene: () if scene.origin == scene.care_district else _of_kind(scene.origin, kinds)


def _origin_nodal(scene: Scene) -> AgencyIds:
    state = scene.found.description.home_state_id if scene.found else None
    desk = directory.state_nodal_desk(state) if state is not None and scene.found and state != scene.state else None
    return (desk.pk,) if desk else ()


def _of_state(*kinds: Kind) -> Callable[[Scene], AgencyIds]:
    return lambda scene: _active(kinds).filter(state=scene.state).values_list("pk", flat=True) if scene.state else ()


def _of_the_nation(*kinds: Kind) -> Callable[[Scene], AgencyIds]:
    return lambda scene: _active(kinds).values_list("pk", flat=True)


def _active(kinds: tuple[Kind, ...]) -> AgencyQuerySet:
    return Agency.objects.active().of_kind(*kinds)


def _nodal_desk(scene: Scene) -> AgencyIds:
    desk = directory.state_nodal_desk(scene.state) if scene.state is not None else None
    return (desk.pk,) if desk else ()


A, P = Audience, Permission
OFFICES: dict[Audience, Office] = {
    A.REPORT_DESK: Office(_of("report", "station_id"), P.REPORT_TRIAGE, "report"),
    A.CASE_OFFICE: Office(_of("case", "owner_id"), P.CASE_READ, "case"),
    A.CASE_KEY: Office(_of("case", "owner_id"), P.MATCH_KEY_MISSING, "case"),
    A.FIRST_STATION: Office(_of("case", "station_id"), P.CASE_READ, "case"),
    A.RECEIVER: Office(_of("case", "offered_to_id"), P.CASE_REGISTER, "case"),
    A.HOME: Office(_of("found", "home_id"), P.FOUND_READ, "found"),
    A.KEEPER: Office(_of("found", "owner_id"), P.FOUND_READ, "found"),
    A.COMMITTEE: Office(_of("found", "committee_id"), P.FOUND_ORDER, "found"),
    A.SJPU: Office(_in_police_district(Kind.SJPU), P.REPORT_TRIAGE, "case"),
    A.AHTU: Office(_in_police_district(Kind.AHTU), P.CASE_REGISTER, "case"),
    A.SUPERINTENDENT: Office(_in_police_district(Kind.SP_OFFICE), P.CASE_SUPERVISE, "case"),
    A.DCPU: Office(_in_care_district(Kind.DCPU), P.FOLLOW_UP, "found"),
    A.STATE_NODAL: Office(_nodal_desk, P.REPORT_TRIAGE, "case"),
    A.DISTRICT_STATIONS: Office(_in_police_district(*STATIONS, Kind.RPF), P.CASE_PUBLISH, "case"),
    A.STATIONS_AROUND_HOME: Office(_in_care_district(*STATIONS, Kind.RPF), P.CASE_PUBLISH, "found"),
    A.NEIGHBOUR_STATIONS: Office(_in_neighbour_districts(*STATIONS, Kind.RPF), P.CASE_PUBLISH, "case"),
    A.CORRIDOR_RAILWAY: Office(_on_the_corridor, P.CASE_PUBLISH, "case"),
    A.ORIGIN_STATIONS: Office(_in_origin(*STATIONS), P.CASE_PUBLISH, "found"),
    A.ORIGIN_NODAL: Office(_origin_nodal, P.REPORT_TRIAGE, "found"),
    A.DISTRICT_MAGISTRATE: Office(_in_care_district(Kind.DM_OFFICE), P.FOUND_READ, "found"),
    A.STATE_SOCIETY: Office(_of_state(Kind.SCPS), P.FOUND_READ, "found"),
    A.MINISTRY: Office(_of_the_nation(Kind.MHA_NODAL, Kind.MINISTRY), P.AGENCY_MANAGE, "none"),
    A.DISTRICT_HOMES: Office(_in_police_district(*HOMES), P.MATCH_OPINION, "case"),
    A.DISTRICT_COMMITTEE: Office(_in_police_district(Kind.CWC), P.FOUND_ORDER, "case"),
}


def members(audience: Audience, scene: Scene) -> Iterator[Member]:
    """The people of an audience. Whoever did the thing is not told of it."""
    if audience in OFFICES:
        yield from _officers(OFFICES[audience], scene)
    else:
        yield from PEOPLE[audience](scene)


def opens(audience: Audience, scene: Scene) -> str:
    """The record an officer's in-app message leads to, as `kind:id`."""
    if scene.event.candidate_id:
        return f"candidate:{scene.event.candidate_id}"
    if audience not in OFFICES or OFFICES[audience].opens == "none":
        return ""
    first = OFFICES[audience].opens
    for kind in (first, "report", "case", "found"):
        record = getattr(scene, kind)
        if record is not None:
            return f"{kind}:{record.pk}"
    return ""


def _officers(office: Office, scene: Scene) -> Iterator[Member]:
    agencies = {agency_id for agency_id in office.find(scene) if agency_id is not None}
    postings = Posting.objects.current().filter(agency__in=agencies, role__in=roles_with(office.permission))
    did_it = scene.event.posting.user_id if scene.event.posting else None
    for posting in postings.with_agency().exclude(user=did_it).order_by("pk"):
        user = posting.user
        yield Member(f"user:{user.pk}", user.language, user_id=user.pk, phone=user.phone, email=user.email)


def _reporters(scene: Scene) -> Iterator[Member]:
    """Who told of it: the report's own reporter, or those of all reports that led to the case."""
    reports = [scene.report] if scene.report else list(scene.case.reports.order_by("pk")) if scene.case else []
    yield from _reporters_of(reports)


def _finders(scene: Scene) -> Iterator[Member]:
    """Citizens whose report led to the found child."""
    yield from _reporters_of(scene.found.reports.order_by("pk") if scene.found else ())


def _reporters_of(reports: Iterable[CitizenReport]) -> Iterator[Member]:
    for report in reports:
        if report.guarded_at or (report.converted_case and report.converted_case.guarded_at):
            continue  # she may be the danger: no message tells that anything happened
        for contact in report.contacts.filter(kind=ContactKind.REPORTER, messages_stopped_at=None).order_by("pk"):
            yield _citizen(contact, contact.language or report.language, {"": report.reference})


def _complainants(scene: Scene) -> Iterator[Member]:
    """The case's complainants; one who reported online is addressed by the reference she was given then."""
    if scene.case is None or scene.case.guarded_at or scene.case.reports.exclude(guarded_at=None).exists():
        return
    of_reports = ContactPhone.objects.filter(contact__report__converted_case=scene.case)
    references = dict(of_reports.values_list("digest", "contact__report__reference"))
    languages = scene.case.reports.order_by("pk").values_list("language", flat=True)
    contacts = scene.case.contacts.filter(kind=ContactKind.COMPLAINANT, messages_stopped_at=None)
    for contact in contacts.order_by("pk"):
        yield _citizen(contact, contact.language or languages.first() or "en", references)


def _citizen(contact: Contact, language: str, references: dict[str, str]) -> Member:
    """A contact by one telephone, a proven one first: more numbers are more people who read along."""
    phone = contact.phones.order_by(F("verified_at").asc(nulls_last=True), "pk").first()
    digest = phone.digest if phone else ""
    return Member(
        key=f"phone:{digest}" if phone else f"contact:{contact.pk}",
        language=language,
        phone=phone.number if phone else "",
        email=contact.email,
        reference=references.get(digest) or references.get("", ""),
    )


def _alerted(scene: Scene) -> Iterator[Member]:
    """Officers who were asked to search, by the ways they were asked by."""
    by_user: dict[int, list[str]] = {}
    told = Told.objects.filter(event__case=scene.case, message__template__in=NOTICES, message__recipient__isnull=False)
    for user_id, channel in told.order_by("pk").values_list("message__recipient", "message__channel"):
        by_user.setdefault(user_id, []).append(channel)
    for user in User.objects.filter(pk__in=by_user, is_active=True).order_by("pk"):
        phone = user.phone if Channel.SMS in by_user[user.pk] else ""
        yield Member(f"user:{user.pk}", user.language, user_id=user.pk, phone=phone)


def _subscribers(scene: Scene) -> Iterator[Member]:
    """Citizens who asked for notices of the district."""
    district = scene.case.district_id if scene.case else None
    running = Subscription.objects.filter(district=district, ended_at=None, began_at__gt=scene.event.at - LIFE)
    for one in running.order_by("pk"):
        yield Member(f"phone:{one.digest}", one.language, phone=one.phone)


def _subscribers_told(scene: Scene) -> Iterator[Member]:
    """Citizens who got this notice, whether or not they still want others."""
    told = Told.objects.filter(event__case=scene.case, message__template=Template.DISTRICT_NOTICE)
    for phone, language in told.order_by("pk").values_list("message__to_phone", "message__language"):
        yield Member(f"phone:{phone_digest(phone)}", language, phone=phone)


PEOPLE: dict[Audience, Callable[[Scene], Iterator[Member]]] = {
    A.REPORTER: _reporters,
    A.FINDER: _finders,
    A.COMPLAINANT: _complainants,
    A.ALERTED: _alerted,
    A.SUBSCRIBERS: _subscribers,
    A.SUBSCRIBERS_TOLD: _subscribers_told,
}
