"""A name as it was written becomes tokens: what was written, the keys to compare it by, and the part it plays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from .folding import Keys, keys_of, keys_of_phones
from .particles import JOINED, LETTERS_BY_NAME, TITLES_IN_FRONT, family_keys, particle
from .roles import Role
from .script import script_of_word, written_words


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a name. `sounds` and `bones` are what likeness is measured over; see `folding.py`."""

    written: str
    script: str
    fold: str
    skeleton: str
    coarse: str
    role: Role
    sounds: str = field(default="", repr=False)
    bones: str = field(default="", repr=False)


CACHE_LIMIT: Final = 500_000
_cache: dict[str, tuple[Token, ...]] = {}
_plain: dict[str, Token] = {}  # those words of the cache that are one name and nothing else


def fold_name(text: str) -> tuple[Token, ...]:
    """The tokens of a name, in the order written; () when it has no letter this package can read."""
    return tokens_of_words(written_words(text))


def tokens_of_words(words: list[str]) -> tuple[Token, ...]:
    try:
        if len(words) == 1:
            return _cache[words[0]]
        tokens = tuple([token for word in words for token in _cache[word]])
    except KeyError:
        learn(words)
        return tokens_of_words(words)
    return tokens if len(tokens) < 2 or tokens[0].role is Role.NAME else _before_the_name(tokens)


def plain_tokens(words: list[str]) -> tuple[Token, ...] | None:
    """The tokens of words learned before, where each is a name and nothing else; None where one is not."""
    try:
        return tuple([_plain[word] for word in words])
    except KeyError:
        return None


def learn(words: Iterable[str]) -> None:
    """Work out the tokens of many words at once; thousands together cost a fraction of one by one."""
    wanted = set(words)
    if len(_cache) > CACHE_LIMIT:
        _cache.clear()
        _plain.clear()
    by_script: dict[str, list[str]] = {}
    for word in wanted - _cache.keys():
        by_script.setdefault(script_of_word(word), []).append(word)
    for script, group in by_script.items():
        stems = [word.rstrip(".") for word in group]
        lower = [stem.lower() for stem in stems]
        for word, stem, low, keys in zip(group, stems, lower, keys_of(lower, script), strict=True):
            tokens = _cache[word] = _tokens_of_word(stem, low, script, keys, dotted=word != stem)
            if len(tokens) == 1 and tokens[0].role is Role.NAME:
                _plain[word] = tokens[0]


def _before_the_name(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """A suffix is one only after a name: Kumari Sunita has a title, Devi Prasad a name."""
    placed = []
    named = False
    for token in tokens:
        if token.role is Role.SUFFIX and not named:
            known = particle(token.written.lower(), token.script, token.fold)
            front = known is not None and known[1] in TITLES_IN_FRONT
            token = replace(token, role=Role.HONORIFIC if front else Role.NAME)
        named = named or token.role is Role.NAME
        placed.append(token)
    return tuple(placed)


def _tokens_of_word(stem: str, low: str, script: str, keys: Keys, *, dotted: bool) -> tuple[Token, ...]:
    fold = keys.fold
    if not fold:
        return ()
    known = particle(low, script, fold)
    if known:
        return (_token(stem, script, family_keys(known[1]), known[0]),)
    if len(stem) == 1:
        return (_initial(stem, script, low if script == "Latn" else fold),)
    if dotted and fold in LETTERS_BY_NAME:
        return (_initial(stem, script, LETTERS_BY_NAME[fold]),)
    joined = JOINED.search(keys.phones) if fold[-1] in "in" else None
    if joined:
        return _split(stem, script, keys.phones, joined.start())
    return (_token(stem, script, keys, Role.NAME),)


def _token(written: str, script: str, keys: Keys, role: Role) -> Token:
    skeleton = keys.skeleton or keys.fold
    return Token(written, script, keys.fold, skeleton, keys.coarse or skeleton, role, keys.sounds, keys.bones)


def _initial(written: str, script: str, letter: str) -> Token:
    return Token(written, script, letter, letter, letter, Role.INITIAL, letter, letter)


def _split(written: str, script: str, phones: str, at: int) -> tuple[Token, ...]:
    """A suffix written together with its name: two tokens, both of which show the whole written word."""
    name, suffix = keys_of_phones(phones[:at] + "\n" + phones[at:])
    return (_token(written, script, name, Role.NAME), _token(written, script, suffix, Role.SUFFIX))
