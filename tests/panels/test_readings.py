"""A name read in the officer's own script, beside what was written."""

import pytest

from trackchild.panels.readings import LATIN, reading_of, reading_of_place, script_for


@pytest.mark.parametrize(
    ("written", "script", "reading"),
    [
        ("रवि कुमार", LATIN, "Ravi Kumar"),
        ("Ravi Kumar", "Deva", "रवि कुमार"),
        ("Ravi Kumar", "Beng", "রবি কুমার"),
        ("Ravi Kumar", "Taml", "ரவி குமார்"),
        ("रवि कुमार", "Beng", "রবি কুমার"),
        ("রবি কুমার", "Deva", "रबि कुमार"),
        ("আয়েশা খাতুন", "Deva", "आयेशा खातुन"),
        ("குமார்", "Deva", "कुमार"),
        ("ਗੁਰਪ੍ਰੀਤ", "Deva", "गुरप्रीत"),
        ("Md. Imran", "Deva", "मोहम्मद इम्रान"),
        ("Lakshmi", "Deva", "लक्ष्मी"),
        ("Md Khan, 9", "Beng", "মোহম্মদ খান, 9"),
    ],
)
def test_a_name_is_read_in_another_script(written: str, script: str, reading: str) -> None:
    assert reading_of(written, script) == reading


@pytest.mark.parametrize("written", ["", "9", "😀", "रवि कुमार"])
def test_what_needs_no_reading_gets_none(written: str) -> None:
    assert reading_of(written, "Deva") == ""


@pytest.mark.parametrize("word", ["ৎ", "ৱ", "ੱ", "ൻ", "ळ", "ॐ", "।", "़", "்", "ఱ", "محمد", "ᱥᱟᱱ", "ꯃꯤ"])
@pytest.mark.parametrize("script", ["Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym", LATIN])
def test_no_letter_breaks_a_reading(word: str, script: str) -> None:
    reading_of(word, script)
    assert "\x00" not in reading_of(f"{word} कख", script)


def test_a_name_told_in_her_own_script_beside_another_is_not_read_again() -> None:
    assert reading_of("Suresh Kumar, सुरेश कुमार", "Deva") == ""


def test_words_of_a_place_in_latin_letters_stay_as_they_are() -> None:
    assert reading_of_place("Howrah station road", "Deva") == ""
    assert reading_of_place("হাওড়া স্টেশন", LATIN).startswith("Haora")


def test_an_officer_reads_in_the_script_of_her_language() -> None:
    assert [script_for(one) for one in ("en", "hi", "mr", "bn", "ta", "ur", "xx")] == [
        LATIN, "Deva", "Deva", "Beng", "Taml", LATIN, LATIN,
    ]  # fmt: skip
