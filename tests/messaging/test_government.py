"""The government's gateway: a form it accepts, a text that arrives whole, and each of its numbers understood."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests.factories import NOW
from trackchild.messaging.providers import NotTaken, Outgoing, Refused, Unreachable
from trackchild.messaging.providers.government import GovernmentProvider, reference_in
from trackchild.messaging.vocabulary import Channel, MessageClass
from trackchild.messaging.ways import Way

from .imitations import Government, a_server

TEMPLATE = "1107160000000012345"
MESSAGE = Outgoing(
    message_id=7,
    channel=Channel.SMS,
    message_class=MessageClass.ALERT,
    address="+919830012345",
    template="greeting",
    language="en",
    subject="",
    text="TrackChild: Your report is received & read by Howrah PS. Dial 112 + 1098?",
    at=NOW,
    seconds_left=3600,
    dlt_template=TEMPLATE,
)


@pytest.fixture
def gateway() -> Government:
    return Government()


@pytest.fixture
def provider(gateway: Government) -> Iterator[GovernmentProvider]:
    with a_server(gateway.answers) as address:
        yield GovernmentProvider(the_way(f"{address}/esms/sendsmsrequestDLT"))


def the_way(url: str, **options: str) -> Way:
    told = {"url": url, "user": "trackchild", "password": "a password", "key": "a-secure-key", "header": "TRKCHD"}
    return Way("government", "x", options=told | {"entity": "110100001234567"} | options)


def test_a_message_is_taken_and_its_reference_kept(provider: GovernmentProvider, gateway: Government) -> None:
    assert provider.send(message=MESSAGE) == "150620161466003970001trackchild"
    assert gateway.texts() == [MESSAGE.text]


@pytest.mark.parametrize(
    "text",
    ["ट्रैकचाइल्ड: आपकी सूचना मिली। 112", "ট্র্যাকচাইল্ড: খবর পৌঁছেছে।", "தகவல் கிடைத்தது.", "آپ کی اطلاع مل گئی۔", "🙏 नमस्ते"],
)
def test_every_script_arrives_whole(provider: GovernmentProvider, gateway: Government, text: str) -> None:
    provider.send(message=replace(MESSAGE, text=text))

    assert gateway.texts() == [text]


@pytest.mark.parametrize(
    ("message_class", "text", "service"),
    [
        (MessageClass.CODE, "482913 is your code", "otpmsg"),
        (MessageClass.CODE, "482913 आपका कोड है", "unicodeotpmsg"),
        (MessageClass.ALERT, "plain", "singlemsg"),
        (MessageClass.DIGEST, "सूचना", "unicodemsg"),
    ],
)
def test_codes_go_by_the_service_for_codes(
    provider: GovernmentProvider, gateway: Government, message_class: MessageClass, text: str, service: str
) -> None:
    provider.send(message=replace(MESSAGE, message_class=message_class, text=text))

    assert gateway.taken[0]["smsservicetype"] == service


def test_neither_password_nor_key_travels_in_clear(provider: GovernmentProvider, gateway: Government) -> None:
    provider.send(message=MESSAGE)

    assert not {"a password", "a-secure-key"} & set(gateway.taken[0].values())


def test_an_account_without_credit_is_not_the_messages_fault(provider: GovernmentProvider, gateway: Government) -> None:
    gateway.out_of_credit = True

    with pytest.raises(NotTaken, match="government 403"):
        provider.send(message=MESSAGE)


def test_a_number_the_gateway_does_not_take_is_not_tried_again(provider: GovernmentProvider) -> None:
    with pytest.raises(Refused, match="government 406"):
        provider.send(message=replace(MESSAGE, address="+9112345"))


@pytest.mark.parametrize("fault", [{"password": "wrong"}, {"key": "wrong"}, {"user": "wrong"}, {"header": "WRONGX"}])
def test_a_fault_of_ours_lets_the_message_go_another_way(gateway: Government, fault: dict[str, str]) -> None:
    with a_server(gateway.answers) as address, pytest.raises(NotTaken):
        GovernmentProvider(the_way(f"{address}/esms/sendsmsrequestDLT", **fault)).send(message=MESSAGE)


@pytest.mark.parametrize(
    ("answer", "means"),
    [
        ("402,MsgID = 1234msdgsms", "1234msdgsms"),
        ("409", ""),
        ("406 Invalid mobile number", Refused),
        ("Error : 414", Refused),
        ("404,Internal Database Error", NotTaken),
        ("418", NotTaken),
        ("<html>Service unavailable</html>", Unreachable),
        ("", Unreachable),
    ],
)
def test_each_reply_is_understood(answer: str, means: Any) -> None:
    if isinstance(means, str):
        assert reference_in(answer) == means
    else:
        with pytest.raises(means) as raised:
            reference_in(answer)
        assert raised.type is means


def test_no_error_quotes_a_number_or_a_text(provider: GovernmentProvider) -> None:
    with pytest.raises(Refused) as refused:
        provider.send(message=replace(MESSAGE, address="+911234567890"))

    assert "1234567890" not in str(refused.value)
    assert "report" not in str(refused.value)
