"""A telephone alone begins nothing and shows nothing; one word from it stops."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import HOWRAH, NOW, PATNA, a_report
from tests.people import Country
from trackchild.alerts import subscribing
from trackchild.alerts.models import StoppedPhone, Subscription
from trackchild.alerts.vocabulary import Stopped
from trackchild.cases.models import Contact
from trackchild.messaging.models import Message
from trackchild.messaging.receipts import seal

pytestmark = pytest.mark.django_db
PHONE, MOTHER = "+919800000001", "+919830000001"


def subscribe(district: int = HOWRAH) -> str:
    """Begin, and read the stop code from the SMS."""
    subscribing.subscribe(district_id=district, phone=PHONE, language="en", at=NOW)
    text = Message.objects.filter(template="district_alerts_on").latest("pk").text
    return next(word for word in text.replace(".", " ").split() if word.isdigit() and len(word) == 6)


def running() -> set[int]:
    return set(Subscription.objects.filter(ended_at=None).values_list("district", flat=True))


def test_the_stop_code_ends_its_own_district_and_no_other() -> None:
    here = subscribe(HOWRAH)
    subscribe(PATNA)

    assert not subscribing.stop_by_code(phone=PHONE, code="x" + here[1:], at=NOW)
    assert not subscribing.stop_by_code(phone=MOTHER, code=here, at=NOW)
    assert subscribing.stop_by_code(phone=PHONE, code=here, at=NOW)
    assert running() == {PATNA}


def test_asking_again_renews_and_does_not_double() -> None:
    subscribe()
    subscribe()

    assert Subscription.objects.count() == 1


@pytest.mark.parametrize("word", ["STOP", "stop please", "Stop.", "बंद", "বন্ধ", "unsubscribe"])
def test_one_word_ends_all_notices_and_is_answered_once(word: str) -> None:
    subscribe()

    assert subscribing.take_reply(phone=PHONE, text=word, at=NOW)

    assert running() == set()
    assert Message.objects.filter(template="messages_stopped", to_phone=PHONE).count() == 1


def test_stopping_notices_does_not_silence_a_report_of_ones_own(country: Country) -> None:
    a_report(country.station)
    subscribing.subscribe(district_id=HOWRAH, phone=MOTHER, language="hi", at=NOW)

    subscribing.stop(phone=MOTHER, because=Stopped.WISH, at=NOW)

    assert not StoppedPhone.objects.exists()
    assert Contact.objects.filter(messages_stopped_at=None, kind="REPORTER").exists()
    subscribing.stop(phone=MOTHER, because=Stopped.WISH, at=NOW)
    assert not Contact.objects.filter(messages_stopped_at=None, kind="REPORTER").exists()


def test_a_wrong_number_gets_nothing_any_more_until_somebody_proves_it(country: Country) -> None:
    a_report(country.station)
    subscribing.take_reply(phone=MOTHER, text="WRONG number", at=NOW)
    assert StoppedPhone.objects.get().because == Stopped.WRONG

    subscribing.subscribe(district_id=HOWRAH, phone=MOTHER, language="hi", at=NOW)

    assert not StoppedPhone.objects.exists()


def test_other_words_change_nothing() -> None:
    subscribe()

    assert not subscribing.take_reply(phone=PHONE, text="thank you, I will not stop", at=NOW)
    assert not subscribing.take_reply(phone=PHONE, text="  ", at=NOW)
    assert running() == {HOWRAH}


def test_a_gateway_brings_the_reply_to_a_sealed_address_only(client: Client) -> None:
    subscribe()
    wrong = client.get(reverse("gateway_reply", args=["0" * 32]), {"from": PHONE, "text": "STOP"})
    assert (wrong.status_code, running()) == (404, {HOWRAH})

    right = client.get(
        reverse("gateway_reply", args=[seal(subscribing.REPLIES)]), {"from": "919800000001", "text": "STOP"}
    )

    assert (right.status_code, running()) == (200, set())


def test_an_unreadable_number_is_answered_like_any_other(client: Client) -> None:
    answer = client.get(
        reverse("gateway_reply", args=[seal(subscribing.REPLIES)]), {"from": "MINISTRY", "text": "STOP"}
    )

    assert (answer.status_code, answer.content) == (200, b"noted")
