"""Who is told when something happens to a child, and who is not."""

from datetime import timedelta
from typing import Any

import pytest

from tests.factories import HOWRAH, NOW, PATNA, a_case, a_found_child, a_report, a_viewer, an_agency
from tests.people import Country
from trackchild.accounts.models import Posting, User
from trackchild.accounts.permissions import Role
from trackchild.alerts import actions, queries
from trackchild.cases.actions import reports as report_actions
from trackchild.cases.models import ContactPhone, TimelineEvent
from trackchild.cases.states import Event
from trackchild.cases.timeline import record
from trackchild.directory.kinds import Kind
from trackchild.messaging.models import Message
from trackchild.messaging.vocabulary import Channel

pytestmark = pytest.mark.django_db
MOTHER = "+919830000001"


def alert(event: TimelineEvent) -> int:
    return actions.alert_people(event_id=event.pk, at=NOW)


def newest(kind: Event) -> TimelineEvent:
    return TimelineEvent.objects.filter(kind=kind).latest("pk")


def told_in_app() -> set[str]:
    return set(Message.objects.filter(channel=Channel.APP).values_list("recipient__username", flat=True))


def by_sms(template: str) -> list[str]:
    messages = Message.objects.filter(channel=Channel.SMS, template=template)
    return sorted(messages.values_list("to_phone", flat=True))


def phone_of(viewer: Any) -> str:
    return User.objects.get(pk=viewer.user_id).phone


def test_a_complaint_reaches_mother_station_and_nodal_officer_at_the_same_time(country: Country) -> None:
    report = a_report(country.station)

    alert(newest(Event.REPORTED))

    assert by_sms("report_received") == [MOTHER]
    assert told_in_app() == {"asha", "bimal", "nodal"}
    assert by_sms("new_report") == sorted(phone_of(viewer) for viewer in (country.asha, country.bimal, country.nodal))
    mothers = Message.objects.get(template="report_received")
    assert report.reference in mothers.text
    assert mothers.language == "hi"


def test_a_refused_fir_goes_to_the_superintendent(country: Country) -> None:
    a_report(country.station, fir_refused=True)

    alert(newest(Event.REPORTED))

    assert by_sms("fir_refused") == [phone_of(country.farida)]


def test_alerting_twice_tells_once(country: Country) -> None:
    a_report(country.station)
    event = newest(Event.REPORTED)

    first, second = alert(event), alert(event)

    assert (first, second) == (Message.objects.count(), 0)


def test_a_stranger_in_another_district_is_told_nothing(country: Country) -> None:
    a_report(country.station)
    a_case(country.asha, stage="INVESTIGATION")
    a_found_child(country.das)

    for event in TimelineEvent.objects.order_by("pk"):
        alert(event)

    assert not Message.objects.filter(recipient=country.iqbal.user_id).exists()
    assert not Message.objects.filter(to_phone=phone_of(country.iqbal)).exists()


def test_whoever_did_it_is_not_told_of_it(country: Country) -> None:
    report = a_report(country.station)

    alert(record(Event.REPORT_ROUTED, by=country.asha, at=NOW, report=report))

    assert told_in_app() == {"bimal"}


def test_a_person_whose_posting_has_ended_is_told_nothing_more(country: Country) -> None:
    Posting.objects.filter(pk=country.bimal.posting_id).update(ended_at=NOW, ended_by_id=country.farida.user_id)
    a_report(country.station)

    alert(newest(Event.REPORTED))

    assert "bimal" not in told_in_app()


def test_a_citizen_who_stopped_messages_gets_none(country: Country) -> None:
    report = a_report(country.station)
    report.contacts.update(messages_stopped_at=NOW)

    alert(newest(Event.REPORTED))

    assert by_sms("report_received") == []


def test_the_stations_of_the_district_are_told_of_a_missing_child_without_a_name(country: Country) -> None:
    near = a_viewer(Role.STATION_HEAD, an_agency(Kind.GRP, HOWRAH), username="near")
    far = a_viewer(Role.STATION_HEAD, an_agency(Kind.POLICE_STATION, PATNA), username="far")
    case = a_case(country.asha, stage="INTIMATED")

    alert(newest(Event.INTIMATED))

    assert by_sms("missing_notice") == [phone_of(near)]
    notice = Message.objects.get(template="missing_notice", channel=Channel.SMS)
    assert case.number in notice.text
    assert "Howrah" in notice.text
    assert "Ravi" not in notice.text
    assert phone_of(far) not in Message.objects.values_list("to_phone", flat=True)


def test_the_complainant_hears_of_the_fir_with_its_number(country: Country) -> None:
    a_case(country.asha, stage="FIR_REGISTERED")

    alert(newest(Event.FIR_REGISTERED))

    assert by_sms("fir_for_family") == [MOTHER]
    assert "12/2026" in Message.objects.get(template="fir_for_family").text


def test_a_mother_who_reported_online_hears_once_and_by_her_reference(country: Country) -> None:
    report = a_report(country.station)
    case = report_actions.convert_to_case(report_id=report.pk, by=country.asha, at=NOW)
    assert ContactPhone.objects.filter(number=MOTHER).count() == 2
    event = record(Event.TRACED, by=country.asha, at=NOW, case=case)

    alert(event)

    to_her = Message.objects.get(to_phone=MOTHER)
    assert (to_her.template, to_her.language) == ("news", "hi")
    assert report.reference in to_her.text


def test_a_found_child_is_announced_to_its_committee_and_the_district_unit(country: Country) -> None:
    found = a_found_child(country.das, home=country.home)
    found.committee = country.committee
    found.save()

    alert(newest(Event.ADMITTED))

    assert told_in_app() == {"gita", "rahman"}
    assert by_sms("admitted") == [phone_of(country.gita)]


@pytest.fixture
def pair(country: Country) -> dict[str, Any]:
    """What a line about a candidate pair carries."""
    case = a_case(country.asha, stage="INVESTIGATION")
    found = a_found_child(country.das)
    found.committee, found.home = country.committee, country.home
    found.save()
    return {"case": case, "found": found, "candidate_id": "6f1f1c3e-0000-4000-8000-000000000001"}


def test_a_suggested_pair_reaches_both_sides_and_opens_on_the_pair(country: Country, pair: dict[str, Any]) -> None:
    alert(record(Event.MATCH_SUGGESTED, by=None, at=NOW, **pair))

    assert told_in_app() == {"asha", "bimal", "das", "gita"}
    # Those who hold a key are called, the others find it when they sign in.
    assert by_sms("pair_suggested") == sorted([phone_of(country.asha), phone_of(country.gita)])
    assert {message.about for message in queries.unread_for(country.asha.user_id)} == {
        f"candidate:{pair['candidate_id']}"
    }


@pytest.mark.parametrize(("side", "called"), [("missing", {"gita", "das"}), ("found", {"asha", "bimal"})])
def test_a_turned_key_calls_the_other_side(side: str, called: set[str], country: Country, pair: dict[str, Any]) -> None:
    alert(record(Event.MATCH_KEY_TURNED, by=None, at=NOW, facts={"side": side}, **pair))

    assert told_in_app() == called


def test_a_reversal_is_told_to_everybody_who_held_it_true(country: Country, pair: dict[str, Any]) -> None:
    alert(record(Event.MATCH_REVERSED, by=None, at=NOW, **pair))

    assert {"asha", "bimal", "das", "gita", "farida"} <= told_in_app()
    assert not Message.objects.filter(to_phone=MOTHER).exists()


def test_thanks_to_a_family_wait_for_the_morning(country: Country) -> None:
    case = a_case(country.asha, stage="INVESTIGATION")
    event = record(Event.CASE_RESTORED, by=country.asha, at=NOW, case=case)
    night = NOW.replace(hour=23)

    actions.alert_people(event_id=event.pk, at=night)

    assert Message.objects.get(template="thanks").not_before == (NOW + timedelta(days=1)).replace(hour=9)


def test_an_in_app_message_is_unread_until_it_is_opened(country: Country) -> None:
    a_report(country.station)
    alert(newest(Event.REPORTED))
    (message,) = queries.unread_for(country.asha.user_id)

    assert actions.mark_opened(user_id=country.bimal.user_id, message_ids=[message.pk], at=NOW) == 0
    assert actions.mark_opened(user_id=country.asha.user_id, message_ids=[message.pk], at=NOW) == 1
    assert not queries.unread_for(country.asha.user_id).exists()
