"""Latin: the many Roman spellings of Indian names, from official transliteration to the way people write."""

from __future__ import annotations

import unicodedata

from trackchild.names.phones import apply, replace, rules

# A lone c, set apart from ch: s before e, i, y, else k.
LONE_C = rules(("ck", "k"), ("c?ch(?!h)", "~"), ("c?chh", "C"), ("c(?=[eiy])", "s"), ("c", "k"))
DIGRAPHS = (
    ("t~", "c"), ("s~", "S"), ("~", "c"), ("sh", "S"), ("zh", "Z"), ("ph", "f"), ("kh", "K"),
    ("gh", "G"), ("jh", "J"), ("th", "T"), ("dh", "D"), ("bh", "B"), ("rh", "R"), ("ee", "I"), ("oo", "U"),
    ("aa", "A"),
)  # fmt: skip
SOUNDS = rules(
    ("aw(?=<C>)", "au"),
    ("ow(?=<C>|$)", "o"),
    ("^gn(?=<V>)|^jn|dny|jny|gny|(?<=i)jn|(?<=a)jn(?=A|an)|(?<=pra)[gj]n|(?<=ya)jn", "gy"),
    ("r?trtr", "tr"),
)
LETTERS = (("w", "v"), ("x", "kS"))
LOOSE = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "e", "œ": "e", "ß": "ss", "þ": "t", "ð": "d", "ñ": "n"}
)


def read(block: str) -> str:
    if not block.isascii():
        block = unicodedata.normalize("NFKD", block.translate(LOOSE))
        block = "".join(letter for letter in block if letter == "\n" or "a" <= letter <= "z")
    block = block.replace("qu", "kv").replace("q", "k")
    if "c" in block:
        block = apply(LONE_C, block)
    return replace(LETTERS, apply(SOUNDS, replace(DIGRAPHS, block)))
