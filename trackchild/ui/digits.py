"""Digits of any script as 0-9, because a phone keyboard in Bengali or Urdu types its own."""

import unicodedata


def fold_digits(text: str) -> str:
    """Replace every decimal digit by its ASCII form and leave everything else."""
    return "".join(str(unicodedata.decimal(char, char)) for char in text)
