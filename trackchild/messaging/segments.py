"""How many parts an SMS is sent and paid in. One letter outside the GSM alphabet makes the whole text UCS-2."""

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("^{}\\[~]|€\f")
"""These take an escape first, so they count twice."""
GSM_ONE, GSM_PART = 160, 153
UCS_ONE, UCS_PART = 70, 67


def is_gsm(text: str) -> bool:
    """Whether every letter is of the GSM alphabet."""
    return set(text) <= _BASIC | _EXTENDED


def segments(text: str) -> int:
    """The number of parts; an empty text has none."""
    if not text:
        return 0
    if is_gsm(text):
        length = len(text) + sum(text.count(letter) for letter in _EXTENDED)
        return _parts(length, GSM_ONE, GSM_PART)
    return _parts(len(text.encode("utf-16-be")) // 2, UCS_ONE, UCS_PART)


def _parts(length: int, one: int, part: int) -> int:
    return 1 if length <= one else -(-length // part)
