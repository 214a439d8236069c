"""How many parts an SMS has."""

import pytest

from trackchild.messaging.segments import segments


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", 0),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("अ" * 70, 1),
        ("अ" * 71, 2),
        ("a" * 69 + "अ", 1),
        ("अ" * 134, 2),
        ("अ" * 135, 3),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
    ],
)
def test_parts_are_counted_in_the_alphabet_the_text_needs(text: str, parts: int) -> None:
    assert segments(text) == parts
