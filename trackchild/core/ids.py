"""Opaque references for people: random, short enough to read out over a telephone, never a running number."""

import secrets

# Crockford's base 32: no I, L, O, U, so that a reference survives handwriting and a bad line.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans("ILOU", "110V")


def new_reference(prefix: str) -> str:
    """A fresh reference such as `R-7K3M-92QX-4TBN` (60 random bits)."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(12))
    return f"{prefix}-{letters[:4]}-{letters[4:8]}-{letters[8:]}"


def read_reference(text: str) -> str:
    """What somebody typed, as the reference is stored: capitals, misread letters mended, dashes where they belong."""
    bare = "".join(text.upper().split()).replace("-", "")
    prefix, letters = bare[:1], bare[1:].translate(_MISREAD)
    return "-".join([prefix, letters[:4], letters[4:8], letters[8:]]) if letters else prefix
