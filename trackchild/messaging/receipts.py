"""What gateways report later. The address they report to names the message and proves that we wrote it."""

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

SALT = "trackchild.messaging.receipts"
LENGTH = 32
PATH = "/gateway/receipt/{}/{}"
"""Written out: a worker that only sends need not load every page of the house to find it."""


def receipt_address(message_id: int) -> str:
    """Where a gateway reports what became of a message; it writes its own word in place of `%d`."""
    return f"{settings.RECEIPT_ADDRESS}{PATH.format(message_id, seal(message_id))}?type=%d"


def seal(message_id: int) -> str:
    """Nobody else can make the address of a message."""
    return salted_hmac(SALT, str(message_id), algorithm="sha256").hexdigest()[:LENGTH]


def is_sealed(message_id: int, given: str) -> bool:
    """Whether the address is one of ours."""
    return constant_time_compare(seal(message_id), given)
