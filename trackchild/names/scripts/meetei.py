"""Meetei Mayek (Manipuri): an abugida like its neighbours, with its own letters for closed syllables."""

from __future__ import annotations

from . import brahmic

CONSONANTS = {
    0xABC0: "k", 0xABC1: "s", 0xABC2: "l", 0xABC3: "m", 0xABC4: "p", 0xABC5: "n", 0xABC6: "c", 0xABC7: "t",
    0xABC8: "K", 0xABC9: "n", 0xABCA: "T", 0xABCB: "v", 0xABCC: "y", 0xABCD: "h", 0xABD0: "f", 0xABD2: "g",
    0xABD3: "J", 0xABD4: "r", 0xABD5: "b", 0xABD6: "j", 0xABD7: "d", 0xABD8: "G", 0xABD9: "D", 0xABDA: "B",
}  # fmt: skip
PLAIN = {
    0xABCE: "u", 0xABCF: "i", 0xABD1: "a", 0xABDB: "k", 0xABDC: "l", 0xABDD: "m", 0xABDE: "p", 0xABDF: "n",
    0xABE0: "t", 0xABE1: "n", 0xABE2: "i",
}  # fmt: skip
SIGNS = {
    0xABE3: "o", 0xABE4: "i", 0xABE5: "A", 0xABE6: "e", 0xABE7: "O", 0xABE8: "u", 0xABE9: "E", 0xABEA: "M",
}  # fmt: skip
LETTERS = (
    {at: sound + "a" for at, sound in CONSONANTS.items()}
    | PLAIN
    | {at: (sound if sound == "M" else brahmic.SIGN + sound) for at, sound in SIGNS.items()}
    | {0xABEC: "", 0xABED: brahmic.VIRAMA}
)


def read(block: str) -> str:
    return brahmic.read(block, LETTERS)
