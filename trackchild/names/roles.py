"""The part a word plays in a name."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    NAME = "name"
    HONORIFIC = "honorific"
    SUFFIX = "suffix"
    INITIAL = "initial"
