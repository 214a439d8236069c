"""Latin: the many Roman spellings of Indian names, from official transliteration to the way people write."""

from __future__ import annotations

import unicodedata

from trackchild.names.phones import apply, replace, rules

DIGRAPHS = (
    ("tch", "c"), ("chh", "C"), ("sch", "S"), ("ch", "c"), ("sh", "S"), ("zh", "Z"), ("ph", "f"), ("kh", "K"),
    ("gh", "G"), ("jh", "J"), ("th", "T"), ("dh", "D"), ("bh", "B"), ("rh", "R"), ("ck", "k"), ("qu", "kv"),
    ("q", "k"), ("x", "kS"), ("w", "v"), ("ee", "I"), ("oo", "U"), ("aa", "A"),
)  # fmt: skip
# A c that is not ch: soft before e, i, y in borrowed names, else k. The sign ~ keeps ch out of the way.
SOFT = (("ch", "~h"), ("ce", "se"), ("ci", "si"), ("cy", "sy"), ("c", "k"), ("~", "c"))
SOUNDS = rules(
    ("y(?!<V>)(?<=<C>y)", "i"),
    ("^gn(?=<V>)|dny|jny|jn(?=<V>)", "gy"),
)
LOOSE = {
    ord(letter): plain
    for letter, plain in zip("øłđıæœßþðñ", ("o", "l", "d", "i", "e", "e", "ss", "t", "d", "n"), strict=True)
}


def read(block: str) -> str:
    if not block.isascii():
        block = unicodedata.normalize("NFKD", block.translate(LOOSE))
        block = "".join(letter for letter in block if letter == "\n" or "a" <= letter <= "z")
    return apply(SOUNDS, replace(DIGRAPHS, replace(SOFT, block)))
