"""What happens to the demonstration country's children, step by step as offices would do it."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from trackchild.accounts.permissions import Role
from trackchild.cases.actions import found as found_actions
from trackchild.cases.actions import missing as missing_actions
from trackchild.cases.actions import publication
from trackchild.cases.actions import reports as report_actions
from trackchild.cases.models import FoundChild, MissingCase
from trackchild.cases.people import Person
from trackchild.cases.vocabulary import (
    Channel,
    Circumstance,
    CloseReason,
    ContactKind,
    FoundBy,
    PlaceKind,
    ReportKind,
    WishToReturn,
)
from trackchild.geography.models import District
from trackchild.matching import actions as matching
from trackchild.matching import feed
from trackchild.matching.matcher import Matcher
from trackchild.matching.models import Candidate, Opinion, RejectReason
from trackchild.matching.states import ALIVE
from trackchild.placements import actions as placements
from trackchild.placements.states import RestorationMove

from .children import Invented, as_the_family_says, as_the_home_writes, invent, pictures_of
from .offices import DISTRICTS, DemoDistrict
from .people import People

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
STORIES = (
    "She went to school in the morning and did not come back.",
    "He was scolded over his marks and left the house.",
    "A neighbour says a woman promised her work in the city.",
    "We lost him in the crowd at the fair.",
    "He got on a train while we were buying water.",
    "She went to her aunt's house and never arrived there.",
)
PLACES = ("near the bus stand", "at the market", "on the way to school", "at the railway station", "near home")


@dataclass(slots=True)
class Missing:
    """An invented child who is missing, with the case."""

    child: Invented
    case: MissingCase
    seen_at: datetime


@dataclass(slots=True)
class Found:
    """An invented child in a home, and the case that is truly hers, if there is one."""

    child: Invented
    found: FoundChild
    district: DemoDistrict
    case: Missing | None


def go_missing(child: Invented, seen_at: datetime, people: People, dice: random.Random, *, now: datetime) -> Missing:
    """The family goes to the station; most stations do what they must, a few are late."""
    place = child.district
    head, officer = people.at(Role.STATION_HEAD, place.code), people.at(Role.STATION_OFFICER, place.code)
    received_at = seen_at + dice.randrange(2, 30) * HOUR
    received_at = min(received_at, now - 2 * HOUR)
    mother = f"{child.mother[0]} {child.family[0]}"
    form = missing_actions.FormM(
        facts={
            "channel": dice.choice((Channel.IN_PERSON, Channel.IN_PERSON, Channel.HELPLINE_1098, Channel.PHONE)),
            "received_at": received_at,
            "last_seen_at": seen_at,
            "place": f"{child.village}, {dice.choice(PLACES)}",
            "state_id": place.state,
            "district_id": place.code,
            "lat": place.lat,
            "lon": place.lon,
            "circumstance": dice.choice(list(Circumstance)[:4]),
            "circumstance_text": dice.choice(STORIES),
        },
        told=as_the_family_says(child, on=seen_at.date(), dice=dice),
        people=(Person(ContactKind.COMPLAINANT, mother, "mother", phones=(f"+9198300{child.number % 100_000:05d}",)),),
        pictures=pictures_of(child, 0),
    )
    case = missing_actions.draft_case(form=form, by=officer, at=received_at)
    if now - received_at < 12 * HOUR and dice.random() < 0.4:
        return Missing(child, case, seen_at)
    gd_at = received_at + 20 * MINUTE
    case = missing_actions.intimate(
        case_id=case.pk, gd_number=f"GD {child.number % 97 + 1}/{gd_at:%Y}", gd_at=gd_at, by=head, at=gd_at
    )
    if dice.random() < 0.06:
        return Missing(child, case, seen_at)
    _investigate(case, child, people, dice, gd_at=gd_at, now=now)
    return Missing(child, case, seen_at)


def _investigate(
    case: MissingCase, child: Invented, people: People, dice: random.Random, *, gd_at: datetime, now: datetime
) -> None:
    head = people.at(Role.STATION_HEAD, child.district.code)
    officer = people.at(Role.STATION_OFFICER, child.district.code)
    fir_at = min(gd_at + dice.choice((1, 2, 3, 8)) * HOUR, now - HOUR)
    missing_actions.register_fir(
        case_id=case.pk,
        fir_number=f"{child.number + 1}/{fir_at:%Y}",
        fir_at=fir_at,
        fir_sections="BNS 137(2)",
        by=head,
        at=fir_at,
    )
    missing_actions.assess_risk(
        case_id=case.pk,
        answers={"with_stranger": dice.random() < 0.15, "in_disaster": dice.random() < 0.05},
        by=head,
        at=fir_at + 5 * MINUTE,
    )
    missing_actions.begin_investigation(
        case_id=case.pk,
        investigator=officer.name,
        rank="Sub-inspector",
        phone="0332000000",
        by=head,
        at=fir_at + 10 * MINUTE,
    )
    if child.has_picture and dice.random() < 0.75:
        guardian = f"{child.mother[0]} {child.family[0]}"
        ordered_at = max(fir_at + HOUR, now - 60 * DAY)
        consent = publication.record_consent(
            case_id=case.pk,
            consent_by=guardian,
            consent_on=ordered_at.date(),
            full_name=dice.random() < 0.3,
            by=officer,
            at=min(ordered_at, now),
        )
        publication.publish(
            case_id=case.pk, consent_id=consent.pk, full_name=True, by=head, at=min(ordered_at + MINUTE, now)
        )


def be_found(
    child: Invented, people: People, dice: random.Random, *, seen_at: datetime, now: datetime, case: Missing | None
) -> Found:
    """The railway police or a citizen brings the child to a home, most often in another district."""
    elsewhere = [district for district in DISTRICTS if district.code != child.district.code]
    place = child.district if dice.random() < 0.2 else dice.choice(elsewhere)
    lag = min(timedelta(days=dice.expovariate(1 / 20) + 1), now - seen_at - DAY)
    found_at = seen_at + lag
    charge_at = found_at + HOUR
    head = people.at(Role.HOME_HEAD, place.code)
    form = found_actions.FormR(
        facts={
            "found_at": found_at,
            "charge_taken_at": charge_at,
            "place": f"{place.town} {dice.choice(PLACES)}",
            "place_kind": dice.choice(list(PlaceKind)[:5]),
            "state_id": place.state,
            "district": District.objects.get(pk=place.code),
            "found_by": dice.choice((FoundBy.RAILWAY_POLICE, FoundBy.POLICE, FoundBy.HELPLINE)),
            "own_account": "Came by train. Does not know the name of the station." if dice.random() < 0.5 else "",
            "wish_to_return": dice.choice((WishToReturn.YES, WishToReturn.YES, WishToReturn.UNSURE)),
        },
        told=as_the_home_writes(child, on=found_at.date(), years_later=lag.days / 365.25, dice=dice),
        pictures=pictures_of(child, 1) if dice.random() < 0.8 else (),
    )
    found = found_actions.admit_child(form=form, by=head, at=charge_at + 2 * HOUR)
    if now - charge_at > 20 * HOUR:
        hours = dice.choice((8, 12, 20, 22, 31))
        produced_at = min(charge_at + hours * HOUR, now)
        found = found_actions.produce(
            found_id=found.pk,
            late_because="The committee did not sit on the day." if hours > 24 else "",
            by=people.at(Role.COMMITTEE_MEMBER, place.code),
            at=produced_at,
        )
        if dice.random() < 0.5:
            found_actions.note_tracing_effort(
                found_id=found.pk,
                text="Asked the station named by the child; no answer yet.",
                by=head,
                at=min(produced_at + 5 * DAY, now),
            )
    return Found(child, found, place, case)


def weigh(found: list[Found]) -> int:
    """Weigh every found child on the day it was admitted, as the running matcher would have done."""
    matcher = Matcher("demo")
    matcher.load()
    by_description = {one.found.description_id: one.found for one in found}
    for described in feed.these(list(by_description)):
        admitted_at = by_description[described.description_id].admitted_at
        if admitted_at:
            matcher.weigh(described, at=admitted_at + timedelta(seconds=1))
    return Candidate.objects.alive().count()


def be_recognised(one: Found, people: People, dice: random.Random, *, now: datetime) -> bool:
    """Station and committee turn their keys; then the way home."""
    if one.case is None or one.found.produced_at is None:
        return False
    pair = Candidate.objects.filter(missing=one.case.case, found=one.found, stage__in=ALIVE).first()
    if pair is None or pair.shortlisted_at is None:
        return False
    start = max(pair.shortlisted_at, one.found.produced_at)
    start = min(start + dice.randrange(2, 60) * HOUR, now - 3 * HOUR)
    committee = people.at(Role.COMMITTEE_MEMBER, one.district.code)
    station = people.at(Role.STATION_HEAD, one.case.child.district.code)
    home = people.at(Role.HOME_HEAD, one.district.code)
    matching.note_first_look(candidate_id=pair.pk, by=station, at=start)
    matching.give_opinion(
        candidate_id=pair.pk, opinion=Opinion.LIKELY, words="She knows the village.", by=home, at=start
    )
    matching.turn_key(candidate_id=pair.pk, by=station, at=start + HOUR)
    if dice.random() < 0.12:
        return False
    matching.turn_key(candidate_id=pair.pk, by=committee, at=start + 2 * HOUR)
    if dice.random() < 0.8:
        _go_home(one, people, dice, start=start + 2 * HOUR, now=now)
    return True


def decide_the_rest(people: People, dice: random.Random, *, now: datetime) -> None:
    """Old suggestions were looked at; most were no match, and somebody said why."""
    stations = {viewer.agency_id: viewer for (role, _), viewer in people.viewers.items() if role is Role.STATION_HEAD}
    for pair in Candidate.objects.alive().filter(shortlisted_at__lt=now - 2 * DAY).select_related("missing"):
        station = stations[pair.missing.owner_id]
        looked_at = min(pair.shortlisted_at + dice.randrange(3, 70) * HOUR, now) if pair.shortlisted_at else now
        matching.note_first_look(candidate_id=pair.pk, by=station, at=looked_at)
        if pair.missing_key_at is None and (pair.probability < 0.5 or dice.random() < 0.4):
            matching.reject(
                candidate_id=pair.pk,
                reason=dice.choice((RejectReason.FACTS_CONTRADICT, RejectReason.FAMILY_SAYS_NO)),
                words="The family was shown the picture and the marks: not their child.",
                by=station,
                at=looked_at + HOUR,
            )


def _go_home(one: Found, people: People, dice: random.Random, *, start: datetime, now: datetime) -> None:
    """Identity check, the child's own word, order, hand-over, visits; as far as time has run."""
    committee = people.at(Role.COMMITTEE_MEMBER, one.district.code)
    home = people.at(Role.HOME_HEAD, one.district.code)
    child = one.child
    if one.case is None or start + 5 * DAY > now:
        return
    case = MissingCase.objects.get(pk=one.case.case.pk)
    restoration = placements.propose_restoration(
        found_id=one.found.pk,
        case=case,
        restored_to=f"{child.mother[0]} {child.family[0]}",
        relation="mother",
        by=committee,
        at=start + DAY,
    )
    for days, move, words in (
        (2, RestorationMove.CHECK_IDENTITY, "Ration card and village head; mother and child knew each other."),
        (3, RestorationMove.HEAR_CHILD, "Wishes to go home."),
    ):
        placements.take_step(restoration_id=restoration.pk, move=move, words=words, by=committee, at=start + days * DAY)
    placements.order_restoration(
        restoration_id=restoration.pk, text="To be restored to the mother.", by=committee, at=start + 4 * DAY
    )
    placements.hand_over(restoration_id=restoration.pk, receipt="Signed, voter card seen.", by=home, at=start + 5 * DAY)
    if start + 40 * DAY < now:
        placements.follow_up(
            restoration_id=restoration.pk, finding="At home, goes to school.", by=committee, at=start + 30 * DAY
        )
    if dice.random() < 0.5 and (one.case.child.district.has_superintendent):
        _close(case, one.case.child.district.code, people, at=min(start + 12 * DAY, now))


def _close(case: MissingCase, district: int, people: People, *, at: datetime) -> None:
    missing_actions.propose_closure(
        case_id=case.pk,
        reason=CloseReason.RESTORED,
        words="The child is with the family; no racket was involved.",
        racket_found=False,
        by=people.at(Role.STATION_HEAD, district),
        at=at,
    )
    missing_actions.close_case(case_id=case.pk, by=people.at(Role.SUPERINTENDENT_POLICE, district), at=at)


def citizens_write(people: People, dice: random.Random, *, at: datetime) -> int:
    """Reports that wait for an officer: missing children, children seen, one refused at a station."""
    for number in range(18):
        place = DISTRICTS[number % len(DISTRICTS)]
        child = invent(20_000 + number, place, dice)
        is_missing = number % 3 != 2
        seen_at = at - timedelta(hours=dice.randrange(3, 40))
        sent_at = min(seen_at + 2 * HOUR, at - 10 * MINUTE)
        report_actions.submit_report(
            told=report_actions.ReportTold(
                facts={
                    "kind": ReportKind.MISSING if is_missing else ReportKind.SIGHTING,
                    "seen_at": seen_at,
                    "place": f"{place.town}, {dice.choice(PLACES)}",
                    "state_id": place.state,
                    "district_id": place.code,
                    "story": dice.choice(STORIES) if is_missing else "A child alone, crying, asks for the train home.",
                    "fir_refused": is_missing and number == 4,
                    "good_faith": True,
                    "language": ("bn", "hi", "en")[number % 3],
                },
                told=as_the_family_says(child, on=seen_at.date(), dice=dice)
                if is_missing
                else as_the_home_writes(child, on=seen_at.date(), years_later=0, dice=dice),
                reporter=Person(
                    ContactKind.REPORTER,
                    f"{child.mother[0]} {child.family[0]}",
                    "mother" if is_missing else "passer-by",
                    language=("bn", "hi", "en")[number % 3],
                    phones=(f"+9198311{number:05d}",),
                ),
                pictures=pictures_of(child, 0),
                phone_verified=True,
                station_id=people.at(Role.STATION_HEAD, place.code).agency_id,
            ),
            at=sent_at,
        )
    return 18
