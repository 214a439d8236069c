"""What nobody opens climbs, and what everybody was asked to search for is called off to all of them."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from tests.factories import GAYA, HOWRAH, NOW, PATNA, a_case, a_found_child, a_report, a_told, a_viewer, an_agency
from tests.people import Country
from trackchild.accounts.models import User
from trackchild.accounts.permissions import Role
from trackchild.alerts import actions, clocks, ladder, telling
from trackchild.alerts.models import HeldBulk, Preference, Rung, StoppedPhone, Subscription
from trackchild.alerts.vocabulary import Audience, Notes
from trackchild.cases.models import TimelineEvent
from trackchild.cases.states import Event
from trackchild.cases.timeline import record
from trackchild.core.digests import phone_digest
from trackchild.directory.kinds import Kind
from trackchild.messaging.models import Message
from trackchild.messaging.vocabulary import Channel

pytestmark = pytest.mark.django_db
A_DAY = timedelta(hours=24)
KOLKATA = 315


def tell(kind: Event, at: datetime = NOW) -> TimelineEvent:
    event = TimelineEvent.objects.filter(kind=kind).latest("pk")
    actions.alert_people(event_id=event.pk, at=at)
    return event


def told(template: str, channel: str = Channel.APP) -> set[str]:
    messages = Message.objects.filter(template=template, channel=channel)
    return set(messages.values_list("recipient__username", flat=True))


@pytest.fixture
def ministry() -> Iterator[User]:
    viewer = a_viewer(Role.NATIONAL_ADMIN, an_agency(Kind.MINISTRY, None), username="ministry")
    yield User.objects.get(pk=viewer.user_id)


def test_an_unopened_report_climbs_to_the_superintendent_the_state_and_the_ministry(
    country: Country, ministry: User
) -> None:
    a_report(country.station)
    event = tell(Event.REPORTED)

    climbed = [ladder.climb(at=NOW + A_DAY * day) for day in range(1, 5)]

    rungs = Rung.objects.filter(event=event, duty_of=Audience.REPORT_DESK).order_by("level")
    assert list(rungs.values_list("level", flat=True)) == [0, 2, 3, 4]
    assert {"farida", "nodal"} <= told("not_opened")
    assert told("nobody_opened") == {"ministry"}
    assert climbed[-1] == 0
    number = event.report.reference if event.report else ""
    for message in Message.objects.filter(template="nobody_opened"):
        assert number not in message.text


def test_an_opened_report_climbs_no_further(country: Country) -> None:
    a_report(country.station)
    event = tell(Event.REPORTED)
    message = Message.objects.filter(channel=Channel.APP, recipient=country.bimal.user_id).get()
    actions.mark_opened(user_id=country.bimal.user_id, message_ids=[message.pk], at=NOW)

    ladder.climb(at=NOW + A_DAY)

    rung = Rung.objects.get(event=event, duty_of=Audience.REPORT_DESK)
    assert (rung.opened_at, rung.passed_at) == (NOW + A_DAY, None)
    assert "farida" not in told("not_opened")


def test_whoever_acts_without_opening_the_message_is_not_reported(country: Country) -> None:
    report = a_report(country.station)
    tell(Event.REPORTED)
    record(Event.REPORT_ACKNOWLEDGED, by=country.asha, at=NOW, report=report)

    assert ladder.climb(at=NOW + A_DAY) == 0


def test_climbing_twice_tells_once(country: Country) -> None:
    a_report(country.station)
    tell(Event.REPORTED)
    ladder.climb(at=NOW + A_DAY)
    messages = Message.objects.count()

    assert ladder.climb(at=NOW + A_DAY) == 0
    assert Message.objects.count() == messages


def test_a_critical_search_reaches_the_neighbours_and_the_railway_police_of_the_corridor(country: Country) -> None:
    for name, kind, district in (
        ("next door", Kind.POLICE_STATION, KOLKATA),
        ("delhi railway", Kind.GRP, 79),
        ("delhi town", Kind.POLICE_STATION, 79),
        ("gaya railway", Kind.GRP, GAYA),
    ):
        a_viewer(Role.STATION_HEAD, an_agency(kind, district), username=name)
    case = a_case(country.asha, stage="INVESTIGATION")
    night = NOW.replace(hour=2)
    event = record(Event.RISK_GRADED, by=country.asha, at=night, case=case, facts={"grade": "CRITICAL"})

    actions.alert_people(event_id=event.pk, at=night)

    assert told("critical_notice", Channel.SMS) == {"next door", "delhi railway"}
    assert set(Message.objects.filter(template="critical_notice").values_list("not_before", flat=True)) == {night}


def test_an_ordinary_notice_lets_officers_sleep(country: Country) -> None:
    a_viewer(Role.STATION_HEAD, an_agency(Kind.GRP, HOWRAH), username="near")
    a_case(country.asha, stage="INTIMATED")

    tell(Event.INTIMATED, at=NOW.replace(hour=2))

    sms = Message.objects.get(template="missing_notice", channel=Channel.SMS)
    assert sms.not_before == NOW.replace(hour=9)


def test_the_end_of_a_search_reaches_whoever_got_the_notice_by_the_same_ways_and_nobody_else(country: Country) -> None:
    a_viewer(Role.STATION_HEAD, an_agency(Kind.GRP, HOWRAH), username="near")
    a_viewer(Role.STATION_HEAD, an_agency(Kind.POLICE_STATION, KOLKATA), username="next door")
    case = a_case(country.asha, stage="INVESTIGATION")
    tell(Event.INTIMATED)
    a_viewer(Role.STATION_HEAD, an_agency(Kind.POLICE_STATION, HOWRAH), username="newcomer")

    actions.alert_people(event_id=record(Event.TRACED, by=country.asha, at=NOW, case=case).pk, at=NOW)

    assert {"near", "next door"} <= told("search_ended")
    assert told("search_ended", Channel.SMS) == {"near"}
    assert "newcomer" not in told("search_ended")


def test_a_found_child_is_announced_where_it_may_come_from(country: Country) -> None:
    found = a_found_child(country.das, told=a_told("Rabi", home_state_id=19, home_district_id=HOWRAH))

    event = record(Event.CHARGE_TAKEN, by=country.das, at=NOW, found=found)
    actions.alert_people(event_id=event.pk, at=NOW)

    assert told("found_may_be_yours") == {"asha", "nodal"}


def test_a_wish_for_quiet_lowers_notices_and_no_duty(country: Country) -> None:
    Preference.objects.create(user_id=country.bimal.user_id, notes=Notes.DIGEST, sms_for_notices=False)
    Preference.objects.create(user_id=country.asha.user_id, notes=Notes.DIGEST, sms_for_notices=False)
    a_report(country.station)
    tell(Event.REPORTED)
    case = a_case(country.asha, stage="INVESTIGATION")
    event = record(Event.ATTAINED_MAJORITY, by=None, at=NOW, case=case)
    actions.alert_people(event_id=event.pk, at=NOW)

    duties = Message.objects.filter(template="new_report", recipient__in=[country.asha.user_id, country.bimal.user_id])
    assert set(duties.values_list("channel", "message_class")) == {("APP", "ALERT"), ("SMS", "ALERT")}
    notes = Message.objects.filter(template="now_of_age")
    assert set(notes.values_list("channel", "message_class")) == {("APP", "DIGEST")}


def a_subscriber(number: int, district: int = HOWRAH) -> Subscription:
    phone = f"+91980000{number:04d}"
    return Subscription.objects.create(
        district_id=district,
        phone=phone,
        digest=phone_digest(phone),
        stop_digest=str(number),
        language="hi",
        began_at=NOW,
    )


def published(country: Country) -> TimelineEvent:
    case = a_case(country.asha, stage="INVESTIGATION")
    return record(Event.PUBLISHED, by=country.asha, at=NOW, case=case)


def test_a_citizen_of_the_district_gets_the_public_card_and_no_name(country: Country) -> None:
    here, elsewhere = a_subscriber(1), a_subscriber(2, PATNA)
    event = published(country)

    actions.alert_people(event_id=event.pk, at=NOW)

    notice = Message.objects.get(template="district_notice")
    assert (notice.to_phone, notice.language) == (here.phone, "hi")
    assert f"/c/{event.case_id}" in notice.text
    assert "Ravi" not in notice.text
    assert event.case is not None
    assert event.case.number not in notice.text
    assert not Message.objects.filter(to_phone=elsewhere.phone).exists()


def test_who_got_the_card_learns_of_its_end_even_after_leaving(country: Country) -> None:
    one = a_subscriber(1)
    event = published(country)
    actions.alert_people(event_id=event.pk, at=NOW)
    Subscription.objects.update(ended_at=NOW)

    over = record(Event.WITHDRAWN, by=country.asha, at=NOW, case=event.case)
    actions.alert_people(event_id=over.pk, at=NOW)

    assert Message.objects.get(template="district_notice_ended").to_phone == one.phone


def test_a_stopped_telephone_gets_nothing_whatever_names_it(country: Country) -> None:
    StoppedPhone.objects.create(digest=phone_digest(a_subscriber(1).phone), because="WISH", at=NOW)
    StoppedPhone.objects.create(digest=phone_digest("+919830000001"), because="WRONG", at=NOW)
    event = published(country)
    a_report(country.station)

    actions.alert_people(event_id=event.pk, at=NOW)
    tell(Event.REPORTED)

    assert not Message.objects.filter(channel=Channel.SMS, recipient=None).exists()


def test_more_sms_than_one_person_may_send_wait_for_a_second(country: Country, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "MOST_BY_ONE_PERSON", 2)
    for number in range(3):
        a_subscriber(number)
    event = published(country)
    actions.alert_people(event_id=event.pk, at=NOW)
    held = HeldBulk.objects.get()
    assert not Message.objects.filter(template="district_notice").exists()

    with pytest.raises(actions.SamePerson):
        actions.decide_held(held_id=held.pk, release=True, words="", by_user=country.asha.user_id, at=NOW)
    actions.decide_held(held_id=held.pk, release=True, words="", by_user=country.farida.user_id, at=NOW)

    assert Message.objects.filter(template="district_notice").count() == held.recipients == 3


def test_a_refused_sending_stays_unsent(country: Country, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "MOST_BY_ONE_PERSON", 0)
    a_subscriber(1)
    event = published(country)
    actions.alert_people(event_id=event.pk, at=NOW)
    held = HeldBulk.objects.get()

    actions.decide_held(held_id=held.pk, release=False, words="not now", by_user=country.farida.user_id, at=NOW)
    actions.alert_people(event_id=event.pk, at=NOW)

    assert not Message.objects.filter(template="district_notice").exists()


def test_a_clock_speaks_once_before_and_once_after_the_24_hours(country: Country) -> None:
    a_found_child(country.das)
    charge = NOW - timedelta(hours=11)

    written = [clocks.sweep(at=charge + timedelta(hours=hours)) for hours in (19, 21, 21, 25, 26)]

    assert written == [0, 1, 0, 1, 0]
    lines = TimelineEvent.objects.filter(kind=Event.CLOCK_DUE).order_by("pk")
    assert [line.facts["clock"] for line in lines] == ["PRODUCE_SOON", "PRODUCE"]
    actions.alert_people(event_id=lines[0].pk, at=NOW)
    assert told("production_due", Channel.SMS) == {"das"}


def test_a_case_without_an_fir_is_told_to_those_above_after_a_day(country: Country) -> None:
    a_case(country.asha, stage="INTIMATED")

    clocks.sweep(at=NOW + A_DAY)

    tell(Event.CLOCK_DUE)
    assert told("fir_overdue") == {"asha", "farida"}
