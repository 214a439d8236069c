"""Words of a name get the part they play: name, title, suffix, initial."""

from __future__ import annotations

import pytest

from trackchild.names import Role, fold_name

NAME, HONORIFIC, SUFFIX, INITIAL = Role.NAME, Role.HONORIFIC, Role.SUFFIX, Role.INITIAL


def roles(text: str) -> list[Role]:
    return [token.role for token in fold_name(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sunita Devi", [NAME, SUFFIX]),
        ("श्रीमती सुनीता देवी", [HONORIFIC, NAME, SUFFIX]),
        ("Md. Salim", [HONORIFIC, NAME]),
        ("মোঃ সেলিম", [HONORIFIC, NAME]),
        ("محمد سلیم", [HONORIFIC, NAME]),
        ("Sk Abdul", [HONORIFIC, NAME]),
        ("Ram Kr Yadav", [NAME, SUFFIX, NAME]),
        ("R.K. Sharma", [INITIAL, INITIAL, NAME]),
        ("आर. के. शर्मा", [INITIAL, INITIAL, NAME]),
        ("Rameshbhai", [NAME, SUFFIX]),
        ("રમેશભાઈ", [NAME, SUFFIX]),
        ("Ramilaben", [NAME, SUFFIX]),
        ("लक्ष्मीबाई", [NAME, SUFFIX]),
        ("Sunitadevi", [NAME, SUFFIX]),
        ("Mukherji", [NAME]),
        ("Mumtaz Khatoon", [NAME, SUFFIX]),
        ("Kumari Sunita", [HONORIFIC, NAME]),
        ("Devi Prasad", [NAME, NAME]),
        ("हरप्रीत कौर", [NAME, SUFFIX]),
    ],
)
def test_each_word_plays_its_part(text, expected):
    assert roles(text) == expected


def test_a_suffix_written_together_shows_the_word_as_written():
    name, suffix = fold_name("Rameshbhai")
    assert (name.written, suffix.written) == ("Rameshbhai", "Rameshbhai")
    assert name.fold == fold_name("Ramesh")[0].fold


def test_all_spellings_of_a_title_have_one_key():
    folds = {fold_name(f"{title} Salim")[0].fold for title in ("Md", "Mohd.", "Mohammad", "Muhammed", "मोहम्मद", "محمد")}
    assert len(folds) == 1


def test_what_was_written_is_kept():
    assert [token.written for token in fold_name("SUNITA सुनीता")] == ["SUNITA", "सुनीता"]
    assert [token.script for token in fold_name("SUNITA सुनीता")] == ["Latn", "Deva"]


@pytest.mark.parametrize("text", ["", "   ", "12345", "😀😀", "...", "中文", "\u0000", "\u200d\u200c"])
def test_a_text_without_a_usable_letter_has_no_tokens(text):
    assert fold_name(text) == ()


def test_a_lone_vowel_sign_has_no_tokens_or_a_sound():
    assert all(token.fold for token in fold_name("\u093f \u094d \u0902"))


def test_a_very_long_name_is_folded_like_any_other():
    (token,) = fold_name("ra" * 100)
    assert token.fold == "ra" * 100
