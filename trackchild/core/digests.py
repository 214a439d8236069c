"""Digests under a key: the same telephone is found again, and nobody can turn the digest back into the number."""

import hashlib
import hmac

from django.conf import settings


def phone_digest(number: str) -> str:
    """HMAC-SHA256 of a number in the form +91XXXXXXXXXX, as 64 hexadecimal digits."""
    return hmac.new(settings.PHONE_DIGEST_KEY.encode(), number.encode(), hashlib.sha256).hexdigest()
