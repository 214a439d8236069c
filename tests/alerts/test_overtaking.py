"""A child in danger does not stand in a crowd: what is urgent has a lane of its own."""

import pytest

from tests.factories import NOW, a_posting, a_report, an_agency
from tests.people import Country
from trackchild.accounts.permissions import Role
from trackchild.alerts import actions
from trackchild.cases.models import TimelineEvent
from trackchild.cases.states import Event
from trackchild.directory.kinds import Kind
from trackchild.messaging.models import Message
from trackchild.messaging.vocabulary import Lane

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("template", "lane"), [("child_in_danger", Lane.URGENT), ("new_report", Lane.SMS)])
def test_danger_goes_by_the_urgent_lane_and_the_rest_does_not(country: Country, template: str, lane: Lane) -> None:
    a_posting(Role.DCPU_OFFICER, an_agency(Kind.DCPU))
    a_report(country.station, in_danger=True)
    event = TimelineEvent.objects.filter(kind=Event.REPORTED).latest("pk")

    actions.alert_people(event_id=event.pk, at=NOW)

    told = Message.objects.filter(template=template, channel="SMS")
    assert set(told.values_list("lane", flat=True)) == {lane}
