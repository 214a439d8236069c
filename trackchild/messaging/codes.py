"""One-time codes by SMS: six digits for one telephone, one purpose and one browser, five guesses, five minutes."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection, transaction
from django.utils import translation
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from trackchild.core.digests import phone_digest

from .actions import queue_message
from .models import OneTimeCode
from .releasing import registered_as
from .vocabulary import Channel, MessageClass

LIFE = timedelta(minutes=5)
GUESSES = 5
DIGITS = 6
TEMPLATE = "one_time_code"
SALT = "trackchild.messaging.codes"


@dataclass(frozen=True, slots=True)
class Limit:
    """So many codes in so long a stretch, for one telephone or one browser."""

    of: str
    window: timedelta
    most: int


LIMITS = (
    Limit("phone", timedelta(minutes=15), 3),
    Limit("phone", timedelta(days=1), 10),
    Limit("session", timedelta(minutes=15), 3),
)

# One statement, so that parallel requests are counted one by one and none slips through.
_HIT = """
INSERT INTO messaging_ratewindow (bucket, began_at, hits) VALUES (%s, %s, 1)
ON CONFLICT (bucket, began_at) DO UPDATE SET hits = messaging_ratewindow.hits + 1
RETURNING hits
"""
_TAKE_GUESS = """
UPDATE messaging_onetimecode SET attempts = attempts + 1
WHERE id = (SELECT max(id) FROM messaging_onetimecode
            WHERE phone_digest = %s AND purpose = %s AND session_digest = %s)
  AND used_at IS NULL AND expires_at > %s AND attempts < %s
RETURNING id, code_digest
"""


class TooManyCodes(Exception):
    """This telephone or this browser has had its share; `retry_at` says from when on it may ask again."""

    def __init__(self, retry_at: datetime) -> None:
        super().__init__("too many codes")
        self.retry_at = retry_at


def send_code(*, phone: str, purpose: str, language: str, session_key: str, at: datetime) -> None:
    """Send a fresh code; older ones for the same purpose are void. Raises TooManyCodes; ValueError if no session."""
    if not session_key:
        raise ValueError("a code is bound to a session: save the session before sending one")
    _count(phone=phone, session_key=session_key, at=at)
    header, number = registered_as(TEMPLATE, language)
    code = "".join(secrets.choice("0123456789") for _digit in range(DIGITS))
    with transaction.atomic():
        kept = OneTimeCode.objects.create(
            purpose=purpose,
            phone_digest=phone_digest(phone),
            session_digest=_digest("session", session_key),
            code_digest=_code_digest(phone, purpose, code),
            created_at=at,
            expires_at=at + LIFE,
        )
        queue_message(
            channel=Channel.SMS,
            message_class=MessageClass.CODE,
            template=TEMPLATE,
            language=language,
            text=code_text(code, language),
            dedupe_key=f"code:{kept.pk}",
            to_phone=phone,
            at=at,
            expires_at=at + LIFE,
            dlt_header=header,
            dlt_template=number,
        )


def check_code(*, phone: str, purpose: str, code: str, session_key: str, at: datetime) -> bool:
    """Whether this is the newest code sent for the purpose. A right code is good once, a wrong guess counts for ever.

    Call outside a transaction (a view marked `transaction.non_atomic_requests`): a rollback would give the guess back,
    so within one this raises RuntimeError.
    """
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute(_TAKE_GUESS, [phone_digest(phone), purpose, _digest("session", session_key), at, GUESSES])
            row = cursor.fetchone()
        if row is None:
            return False
        code_id, digest = row
        if not constant_time_compare(digest, _code_digest(phone, purpose, code)):
            return False
        return OneTimeCode.objects.filter(pk=code_id, used_at=None).update(used_at=at) == 1


def code_text(code: str, language: str) -> str:
    """The SMS. Its last line lets a browser fill the code in, on our own address only."""
    with translation.override(language):
        sentence = _("%(code)s is your TrackChild code for the next 5 minutes. Do not tell it to anybody.")
    host = urlsplit(settings.PUBLIC_ADDRESS).hostname
    return f"{sentence % {'code': code}}\n@{host} #{code}"


def _count(*, phone: str, session_key: str, at: datetime) -> None:
    keys = {"phone": phone, "session": session_key}
    refused: list[datetime] = []
    for limit in LIMITS:
        seconds = int(limit.window.total_seconds())
        began_at = datetime.fromtimestamp(int(at.timestamp()) // seconds * seconds, tz=UTC)
        with connection.cursor() as cursor:
            cursor.execute(_HIT, [_digest(f"{limit.of} {seconds}", keys[limit.of]), began_at])
            (hits,) = cursor.fetchone()
        if hits > limit.most:
            refused.append(began_at + limit.window)
    if refused:
        raise TooManyCodes(max(refused))


def _digest(kind: str, value: str) -> str:
    return salted_hmac(SALT, f"{kind}|{value}", algorithm="sha256").hexdigest()


def _code_digest(phone: str, purpose: str, code: str) -> str:
    return _digest("code", f"{phone}|{purpose}|{code}")
