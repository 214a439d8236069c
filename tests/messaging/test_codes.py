"""A code opens one door, once, for the browser that asked, and five wrong guesses close it."""

import re
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from tests.factories import NOW
from trackchild.messaging import codes, sending
from trackchild.messaging.models import Message, OneTimeCode, RecordedMessage

PHONE = "+919830012345"


def send(at: Any = NOW, **values: Any) -> str:
    """Send a code and read it in the message."""
    asked = {"phone": PHONE, "purpose": "report", "language": "en", "session_key": "browser", **values}
    codes.send_code(**asked, at=at)
    found = re.match(r"\d{6}", Message.objects.latest("pk").text)
    assert found
    return found[0]


def check(code: str, at: Any = NOW, **values: Any) -> bool:
    return codes.check_code(
        **{"phone": PHONE, "purpose": "report", "session_key": "browser", "code": code, "at": at, **values}
    )


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


@pytest.mark.django_db
def test_the_right_code_is_good_once() -> None:
    code = send()

    assert (check(code), check(code)) == (True, False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "elsewhere",
    [{"session_key": "other browser"}, {"session_key": ""}, {"purpose": "sign in"}, {"phone": "+919830099999"}],
)
def test_a_code_is_refused_for_another_browser_purpose_or_number(elsewhere: dict[str, str]) -> None:
    code = send()

    assert not check(code, **elsewhere)
    assert check(code)


@pytest.mark.django_db
def test_a_code_is_refused_when_its_time_is_over() -> None:
    code = send()

    assert not check(code, at=NOW + codes.LIFE)


@pytest.mark.django_db
def test_a_new_code_makes_the_older_one_void() -> None:
    older = send()
    newer = send(at=NOW + timedelta(seconds=30))

    assert older == newer or not check(older, at=NOW + timedelta(seconds=31))
    assert check(newer, at=NOW + timedelta(seconds=32))


@pytest.mark.django_db
def test_after_five_wrong_guesses_the_right_code_is_refused_too() -> None:
    code = send()

    assert not any(check(wrong(code)) for _guess in range(5))
    assert not check(code)


@pytest.mark.django_db(transaction=True)
def test_a_guess_cannot_be_made_where_a_rollback_would_give_it_back() -> None:
    code = send()

    with pytest.raises(RuntimeError), transaction.atomic():
        check(wrong(code))


@pytest.mark.django_db(transaction=True)
def test_a_wrong_guess_counts_although_the_page_fails_afterwards() -> None:
    code = send()

    assert not check(wrong(code))
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        raise ZeroDivisionError

    assert OneTimeCode.objects.get().attempts == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_guesses_at_once_five_count_and_one_right_code_is_good_once() -> None:
    code = send()
    answers: list[bool] = []

    def guess() -> None:
        try:
            answers.append(check(code))
        finally:
            connection.close()

    threads = [threading.Thread(target=guess) for _number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert sorted(answers) == [False] * 5 + [True]


@pytest.mark.django_db
def test_neither_the_code_nor_the_number_is_kept_with_the_code() -> None:
    code = send()

    row = " ".join(str(value) for value in OneTimeCode.objects.values_list().get())
    assert code not in row
    assert PHONE[-10:] not in row


@pytest.mark.django_db
@pytest.mark.parametrize("same", ["phone", "session"])
def test_the_fourth_code_in_a_quarter_of_an_hour_is_refused_with_the_time_to_come_again(same: str) -> None:
    def ask(number: int, at: Any = NOW) -> str:
        if same == "phone":
            return send(at=at, session_key=f"browser {number}")
        return send(at=at, phone=f"+91983000000{number}")

    for number in range(3):
        ask(number)
    with pytest.raises(codes.TooManyCodes) as refusal:
        ask(4)

    assert NOW < refusal.value.retry_at <= NOW + timedelta(minutes=15)
    assert ask(5, at=refusal.value.retry_at)


@pytest.mark.django_db
def test_a_number_gets_ten_codes_a_day_from_however_many_browsers() -> None:
    for number in range(10):
        send(at=NOW + timedelta(minutes=15 * number), session_key=f"browser {number}")

    with pytest.raises(codes.TooManyCodes):
        send(at=NOW + timedelta(minutes=150), session_key="another browser")


@pytest.mark.django_db
def test_a_code_without_a_session_to_bind_it_to_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="session"):
        send(session_key="")


@pytest.mark.django_db
def test_the_last_line_lets_the_browser_fill_in_the_code_on_our_own_address(settings: Any) -> None:
    settings.PUBLIC_ADDRESS = "https://trackchild.example:8443"

    assert codes.code_text("012345", "en").splitlines()[-1] == "@trackchild.example #012345"


@pytest.mark.django_db
def test_the_text_of_a_code_leaves_the_outbox_when_it_is_handed_over() -> None:
    code = send()
    message = Message.objects.get()

    sending.deliver(message_id=message.pk, at=NOW)

    message.refresh_from_db()
    assert message.text == ""
    assert code in RecordedMessage.objects.get().text
