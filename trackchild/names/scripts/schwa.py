"""Deletion of the inherent vowel where speech drops it (Hindi, Marathi, Gujarati, Punjabi, partly Bengali).

The last one goes, and one between single consonants with a vowel on both sides goes, from the end backwards, so
that no two neighbours go together.
"""

from __future__ import annotations

import re

from trackchild.names.phones import CONSONANTS, VOWELS

HARD = "kgcjtdpbKGCJTDBfsSzh"  # after two consonants of which the last is soft it stays: Chandra, Divya
FINAL = re.compile(f"(?<=[{VOWELS}][{CONSONANTS}])a$|(?<=[{CONSONANTS}][{HARD}])a$", re.MULTILINE)
# The block is read backwards, so the pattern is too: vowel, consonant, [a], then consonant and vowel still ahead;
# pr counts as one (Gurpreet).
MEDIAL = re.compile(f"([{VOWELS}](?:rp|[{CONSONANTS}]))a(?=[{CONSONANTS}][{VOWELS}])")


def delete_schwa(block: str) -> str:
    return MEDIAL.sub(r"\1", FINAL.sub("", block)[::-1])[::-1]
