"""Pages of what is told: wishes, notices, wordings and sendings that wait."""

import pytest
from django.urls import reverse

from tests.factories import HOWRAH, NOW, PATNA, a_case, a_viewer, an_agency
from tests.people import Country
from tests.workspaces.conftest import Desk
from trackchild.accounts.models import Posting
from trackchild.accounts.permissions import Role
from trackchild.accounts.viewer import Viewer
from trackchild.alerts import actions
from trackchild.alerts.models import HeldBulk, Preference
from trackchild.cases.models import MissingCase, TimelineEvent
from trackchild.cases.states import Event
from trackchild.directory.kinds import Kind
from trackchild.messaging import releasing
from trackchild.messaging.models import Message, Wording
from trackchild.messaging.vocabulary import Channel

pytestmark = pytest.mark.django_db


def test_an_officer_keeps_her_wishes(country: Country, desk: Desk) -> None:
    page = reverse("telling:my_wishes")

    answer = desk(country.asha).post(page, {"notes": "DIGEST", "digest": "WEEKLY"})

    assert answer.headers["Location"] == page
    held = Preference.objects.get(user=country.asha.user_id)
    assert (held.notes, held.sms_for_notices, held.digest) == ("DIGEST", False, "WEEKLY")


def a_notice(country: Country) -> tuple[MissingCase, Message]:
    """A case of Howrah, and the letter about it at the railway police next door."""
    near = a_viewer(Role.STATION_HEAD, an_agency(Kind.GRP, HOWRAH), username="near")
    case = a_case(country.asha, stage="INTIMATED")
    event = TimelineEvent.objects.get(kind=Event.INTIMATED)
    actions.alert_people(event_id=event.pk, at=NOW)
    return case, Message.objects.get(recipient=near.user_id, channel=Channel.APP)


def test_a_notice_shows_the_particulars_to_whoever_was_asked_to_search_and_to_nobody_else(
    country: Country, desk: Desk
) -> None:
    case, letter = a_notice(country)
    assert letter.recipient is not None
    near = a_viewer_of(letter)

    opened = desk(near).post(reverse("office:open_letter", args=[letter.pk]))
    page = desk(near).get(opened.headers["Location"]).content.decode()

    assert opened.headers["Location"] == reverse("telling:read_notice", args=[letter.pk])
    assert "Ravi Kumar" in page
    assert "scar" in page.lower()
    assert "+919830000001" not in page
    assert desk(near).get(reverse("police:view_case", args=[case.pk])).status_code == 404
    stranger = desk(country.iqbal).get(reverse("telling:read_notice", args=[letter.pk]))
    assert stranger.headers["Location"] == reverse("office:home")


def test_a_notice_is_empty_when_the_search_is_over(country: Country, desk: Desk) -> None:
    case, letter = a_notice(country)
    MissingCase.objects.filter(pk=case.pk).update(stage="CLOSED")

    page = desk(a_viewer_of(letter)).get(reverse("telling:read_notice", args=[letter.pk])).content.decode()

    assert "The search has ended." in page
    assert "Ravi" not in page


def a_viewer_of(letter: Message) -> Viewer:
    return Viewer.of(Posting.objects.with_agency().get(user=letter.recipient_id))


def national(name: str) -> Viewer:
    return a_viewer(Role.NATIONAL_ADMIN, an_agency(Kind.MINISTRY, None), username=name)


def test_a_wording_is_proposed_by_one_and_released_by_another(country: Country, desk: Desk) -> None:
    meena, farooq = national("meena"), national("farooq")
    page = f"{reverse('telling:view_wording')}?key=news&language=en"
    text = "News on %(reference)s. Call %(station)s: %(phone)s."

    desk(meena).post(page, {"text": text, "header": "TRKCHD", "dlt_template": "1107160000000000001"})
    wording = Wording.objects.get()
    decide = reverse("telling:decide_wording", args=[wording.pk])
    desk(meena).post(decide, {"act": "release"})
    assert releasing.in_force("news", "en", Channel.SMS) is None
    desk(farooq).post(decide, {"act": "release"})

    assert releasing.in_force("news", "en", Channel.SMS) == wording
    listed = desk(farooq).get(reverse("telling:list_wordings")).content.decode()
    assert "1107160000000000001" in listed


def test_the_preview_fills_in_sample_words_and_counts_parts(country: Country, desk: Desk) -> None:
    page = desk(national("meena")).get(f"{reverse('telling:view_wording')}?key=missing_notice&language=hi")

    text = page.content.decode()
    assert "Dakshin Dinajpur" in text
    assert "{#var#}" in text
    assert " 3 parts;" in text or " 2 parts;" in text or " 4 parts;" in text


def test_a_wording_that_breaks_a_rule_is_refused_with_the_rule(country: Country, desk: Desk) -> None:
    page = f"{reverse('telling:view_wording')}?key=missing_notice&language=en"

    answer = desk(national("meena")).post(page, {"text": "FIR %(fir)s of case %(case)s."})

    assert answer.status_code == 422
    assert "may not say fir" in answer.content.decode()


def held(case: MissingCase) -> HeldBulk:
    event = case.events.order_by("pk").first()
    assert event is not None
    return HeldBulk.objects.create(
        event=event, audience="SUBSCRIBERS", template="district_notice", recipients=2500, held_at=NOW
    )


def test_a_superintendent_releases_what_an_officer_of_her_district_caused(country: Country, desk: Desk) -> None:
    waiting = held(a_case(country.asha))
    page = desk(country.farida).get(reverse("telling:list_held")).content.decode()

    desk(country.farida).post(reverse("telling:decide_held", args=[waiting.pk]), {"act": "release"})

    waiting.refresh_from_db()
    assert "2,500 recipients" in page
    assert (waiting.is_released, waiting.decided_by_id) == (True, country.farida.user_id)


def test_a_superintendent_elsewhere_does_not_see_it(country: Country, desk: Desk) -> None:
    waiting = held(a_case(country.asha))
    elsewhere = a_viewer(Role.SUPERINTENDENT_POLICE, an_agency(Kind.SP_OFFICE, PATNA))

    answer = desk(elsewhere).post(reverse("telling:decide_held", args=[waiting.pk]), {"act": "release"})

    assert answer.status_code == 404
