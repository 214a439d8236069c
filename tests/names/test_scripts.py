"""Each script is read into the same sounds as the usual Roman spellings of its names."""

from __future__ import annotations

import pytest

from trackchild.names import compare_names, fold_name, romanise, script_of, similarity

# script, as written, a Roman spelling in use, the reading an officer sees
NAMES = [
    ("Deva", "सुनीता", "Sunita", "Sunita"),
    ("Deva", "रामचंद्र", "Ramachandra", "Ramchandra"),
    ("Deva", "लक्ष्मी", "Laxmi", "Lakshmi"),
    ("Deva", "ज्ञानेश्वर", "Dnyaneshwar", "Gyaneshvar"),
    ("Deva", "मुंह", "Muh", "Munh"),
    ("Deva", "फ़ैज़", "Faiz", "Faiz"),
    ("Beng", "লক্ষ্মী", "Lokkhmi", "Lakshmi"),
    ("Beng", "যাদব", "Jadab", "Jadab"),
    ("Beng", "রায়", "Ray", "Ray"),
    ("Beng", "বিশ্বাস", "Biswas", "Bishvas"),
    ("Beng", "ৰঞ্জন", "Ranjan", "Ranjan"),
    ("Guru", "ਗੁਰਪ੍ਰੀਤ", "Gurpreet", "Gurprit"),
    ("Guru", "ਜੱਸੀ", "Jassi", "Jasi"),
    ("Guru", "ਸ਼ਿੰਦਾ", "Shinda", "Shinda"),
    ("Gujr", "જિજ્ઞેશ", "Jignesh", "Jigyesh"),
    ("Orya", "ଜଗନ୍ନାଥ", "Jagannath", "Jagannatha"),
    ("Taml", "முருகன்", "Murugan", "Murugan"),
    ("Taml", "லட்சுமி", "Lakshmi", "Lakshumi"),
    ("Taml", "சந்திரன்", "Chandran", "Sandiran"),
    ("Taml", "தமிழ்", "Thamizh", "Tamizh"),
    ("Telu", "వెంకటేశ్వర", "Venkateswara", "Venkateshvara"),
    ("Telu", "రావు", "Rao", "Rau"),
    ("Knda", "ಕೃಷ್ಣ", "Krishna", "Krishna"),
    ("Mlym", "ഗോപാലകൃഷ്ണൻ", "Gopalakrishnan", "Gopalakrishnan"),
    ("Arab", "سلمان", "Salman", "Salman"),
    ("Arab", "عبداللہ", "Abdullah", "Abdullah"),
    ("Arab", "فاطمہ", "Fatima", "Fatma"),
    ("Arab", "شیام", "Shyam", "Shyam"),
    ("Olck", "ᱥᱟᱱᱛᱟᱲᱤ", "Santari", "Santari"),
    ("Mtei", "ꯃꯅꯤꯄꯨꯔ", "Manipur", "Manipura"),
]


@pytest.mark.parametrize(("script", "written", "roman", "reading"), NAMES)
def test_a_name_agrees_with_its_roman_spelling_and_can_be_read(script, written, roman, reading):
    assert script_of(written) == script
    assert compare_names(written, roman).agrees
    assert compare_names(roman, written).agrees
    assert romanise(written) == reading


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("सुनीता", "সুনীতা"),
        ("सुनीता", "ਸੁਨੀਤਾ"),
        ("कृष्ण", "కృష్ణ"),
        ("राजेश", "ரஜேஷ்"),
        ("सलीम", "سلیم"),
        ("মোহন", "મોહન"),
        ("लक्ष्मी", "ലക്ഷ്മി"),
        ("ಗಣೇಶ", "गणेश"),
    ],
)
def test_scripts_agree_with_each_other_without_roman(one, other):
    assert compare_names(one, other).agrees


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("सुनीता", "रमेश"),
        ("முருகன்", "Ganesh"),
        ("سلمان", "Farida"),
        ("গীতা", "Sita"),
        ("Ramesh", "राकेश"),
        ("ਮੋਹਨ", "Sohan"),
    ],
)
def test_other_names_do_not_agree(one, other):
    assert not compare_names(one, other).agrees


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("क़मर", "क\u093cमर"),  # nukta composed and apart
        ("কো", "ক\u09c7\u09be"),  # o written as e and a
        ("രാമൻ", "രാമന\u0d4d\u200d"),  # chillu as one letter and as virama with a joiner
        ("क्\u200dष", "क्ष"),  # a joiner inside a conjunct
        ("ＳＵＮＩＴＡ", "sunita"),
        ("Zoë", "Zoe"),
        ("Sa'eed", "Saeed"),
    ],
)
def test_one_spelling_has_one_key_however_it_is_encoded(one, other):
    assert [token.fold for token in fold_name(one)] == [token.fold for token in fold_name(other)]
    assert similarity(one, other) == 1.0


def test_vowel_signs_and_conjuncts_never_split_a_word():
    for _, written, _, _ in NAMES:
        assert len(fold_name(written)) == 1


def test_the_three_keys_grow_weaker():
    bharat, barat, parat = (fold_name(name)[0] for name in ("Bharat", "Baraat", "Parat"))
    assert bharat.fold != barat.fold
    assert bharat.skeleton == barat.skeleton != parat.skeleton
    assert bharat.coarse == barat.coarse == parat.coarse


def test_latin_and_everything_unreadable_stays_when_romanised():
    assert romanise("Sunita, 12 😀") == "Sunita, 12 😀"
    assert romanise("Smt. सुनीता (12)") == "Smt. Sunita (12)"


def test_titles_and_initials_are_romanised_as_they_are_usually_written():
    assert romanise("श्रीमती सुनीता सिंह") == "Shrimati Sunita Singh"
    assert romanise("आर. के. शर्मा") == "R. K. Sharma"
    assert romanise("محمد سلمان") == "Mohammad Salman"


@pytest.mark.parametrize(
    ("text", "script"), [("", "Zyyy"), ("12 😀", "Zyyy"), ("राम Ram राम", "Deva"), ("中文", "Zyyy")]
)
def test_the_script_is_that_of_most_letters(text, script):
    assert script_of(text) == script
