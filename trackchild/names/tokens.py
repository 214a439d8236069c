"""A name as it was written becomes tokens: what was written, the keys to compare it by, and the part it plays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from .folding import Keys, keys_of, keys_of_phones
from .particles import HONORIFIC_FOLDS, JOINED, LETTERS_BY_NAME, SUFFIX_FOLDS, TITLES_IN_FRONT
from .script import script_of_word, written_words


class Role(StrEnum):
    NAME = "name"
    HONORIFIC = "honorific"
    SUFFIX = "suffix"
    INITIAL = "initial"


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a name. `sounds` is what `similarity` measures edit distance over; see `folding.py`."""

    written: str
    script: str
    fold: str
    skeleton: str
    coarse: str
    role: Role
    sounds: str = field(default="", repr=False)


CACHE_LIMIT: Final = 500_000
_cache: dict[str, tuple[Token, ...]] = {}


def fold_name(text: str) -> tuple[Token, ...]:
    """The tokens of a name, in the order written; () when it has no letter this package can read."""
    words = written_words(text)
    if not all(map(_cache.__contains__, words)):
        learn(words)
    tokens = tuple(token for word in words for token in _cache[word])
    return tokens if len(tokens) < 2 or tokens[0].role is Role.NAME else _before_the_name(tokens)


def _before_the_name(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """A suffix is one only after a name: Kumari Sunita has a title, Devi Prasad a name."""
    placed = []
    named = False
    for token in tokens:
        if token.role is Role.SUFFIX and not named:
            role = Role.HONORIFIC if SUFFIX_FOLDS[token.fold] in TITLES_IN_FRONT else Role.NAME
            token = replace(token, role=role)
        named = named or token.role is Role.NAME
        placed.append(token)
    return tuple(placed)


def learn(words: Iterable[str]) -> None:
    """Work out the tokens of many words at once; thousands together cost a fraction of one by one."""
    wanted = set(words)
    if len(_cache) > CACHE_LIMIT:
        _cache.clear()
    by_script: dict[str, list[str]] = {}
    for word in wanted - _cache.keys():
        by_script.setdefault(script_of_word(word), []).append(word)
    for script, group in by_script.items():
        stems = [word.rstrip(".") for word in group]
        for word, stem, keys in zip(group, stems, keys_of([stem.lower() for stem in stems], script), strict=True):
            _cache[word] = tokens_of(word, stem, script, keys)


def tokens_of(word: str, stem: str, script: str, keys: Keys) -> tuple[Token, ...]:
    fold = keys.fold
    if not fold:
        return ()
    if len(stem) == 1:
        return (_initial(stem, script, stem.lower() if script == "Latn" else fold),)
    if fold in HONORIFIC_FOLDS:
        return (_token(stem, script, keys, Role.HONORIFIC),)
    if word != stem and fold in LETTERS_BY_NAME:
        return (_initial(stem, script, LETTERS_BY_NAME[fold]),)
    if fold in SUFFIX_FOLDS:
        return (_token(stem, script, keys, Role.SUFFIX),)
    joined = JOINED.search(keys.phones) if fold[-1] in "ein" else None
    if joined:
        return _split(stem, script, keys.phones, joined.start())
    return (_token(stem, script, keys, Role.NAME),)


def _token(written: str, script: str, keys: Keys, role: Role) -> Token:
    skeleton = keys.skeleton or keys.fold
    return Token(written, script, keys.fold, skeleton, keys.coarse or skeleton, role, keys.sounds)


def _initial(written: str, script: str, letter: str) -> Token:
    return Token(written, script, letter, letter, letter, Role.INITIAL, letter)


def _split(written: str, script: str, phones: str, at: int) -> tuple[Token, ...]:
    """A suffix written together with its name: two tokens, both of which show the whole written word."""
    name, suffix = keys_of_phones(phones[:at] + "\n" + phones[at:])
    return (_token(written, script, name, Role.NAME), _token(written, script, suffix, Role.SUFFIX))
