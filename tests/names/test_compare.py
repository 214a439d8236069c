"""Whole names: titles, order, joined words, initials, short forms, and the reasons given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trackchild.names import compare_names, fold_name, similarity
from trackchild.names.batch import compare_pairs
from trackchild.names.compare import Reason


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        ("Sunita", "सुनीता", Reason.SCRIPTS),
        ("Mohd Saleem", "Mohammad Salim", Reason.SAME),
        ("Md Saleem", "Salim", Reason.PARTICLES),
        ("Smt Sunita Devi", "सुनीता", Reason.PARTICLES),
        ("Ram Kumar", "Ramkumar", Reason.JOINED),
        ("रामकुमार", "Ram Kumar", Reason.JOINED),
        ("Abdul Rehman", "Abdurrahman", Reason.JOINED),
        ("Sharma Ramkumar", "राम कुमार शर्मा", Reason.JOINED),
        ("Sharma Sunita", "Sunita Sharma", Reason.ORDER),
        ("सुनीता शर्मा", "Sharma Sunita", Reason.ORDER),
        ("R. Sharma", "Ramesh Sharma", Reason.INITIALS),
        ("Ramesh C.", "Ramesh Chandra", Reason.INITIALS),
        ("आर. के. शर्मा", "Ramesh Kumar Sharma", Reason.INITIALS),
        ("Sunita", "Sunita Sharma", Reason.ONE_SIDE),
        ("Rameshbhai Patel", "રમેશ પટેલ", Reason.PARTICLES),
        ("Anil Kr. Yadav", "अनिल कुमार यादव", Reason.SAME),
        ("Choudhary", "Chaudhuri", Reason.ALIKE),
        ("Kumar", "कुमार", Reason.SAME),
    ],
)
def test_these_agree_and_say_why(a, b, reason):
    found = compare_names(a, b)
    assert found.agrees
    assert reason in found.reasons


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        ("Ramesh", "Suresh", Reason.DIFFERENT),
        ("Ramesh Kumar", "Mahesh Kumar", Reason.DIFFERENT),
        ("Ramesh Kumar", "Rakesh Kumar", Reason.DIFFERENT),
        ("Sunita Devi", "Anita Devi", Reason.DIFFERENT),
        ("Md Salim", "Md Kalim", Reason.DIFFERENT),
        ("Sunita Sharma", "Sunita Verma", Reason.PARTLY),
        ("K. Sharma", "Ramesh Sharma", Reason.OTHER_INITIALS),
        ("R. Sharma", "K. Sharma", Reason.OTHER_INITIALS),
        ("Raju", "Rajesh", Reason.SHORT_FORM),
        ("", "Sunita", Reason.NOTHING),
        ("😀", "123", Reason.NOTHING),
    ],
)
def test_these_do_not_agree_and_say_why(a, b, reason):
    found = compare_names(a, b)
    assert not found.agrees
    assert reason in found.reasons


def test_a_short_form_is_more_alike_than_another_name_and_less_than_the_same():
    short = compare_names("Raju", "Rajesh").similarity
    assert compare_names("Raju", "Mahesh").similarity < short < compare_names("Rajesh", "Rajesh").similarity


def test_a_nearer_spelling_is_more_alike():
    assert similarity("सुनीता", "Suneeta") == 1.0
    assert 1.0 > similarity("सुनीता", "Suneetha") > similarity("सुनीता", "Anita") > similarity("सुनीता", "Mohan")
    assert similarity("", "Sunita") == 0.0


LETTERS = "abkhrsABKH .-'1😀 \u093f\u094d\u0902\u200dकखरसामকরমাਕਰਮકરમமுகன்కరమಕರಮകരമൻکرمسع"
any_text = st.one_of(
    st.text(max_size=30), st.text(alphabet=LETTERS, max_size=20), st.text(alphabet=LETTERS, max_size=200)
)


@given(any_text, any_text)
def test_no_text_makes_it_fail_and_both_sides_are_treated_alike(a, b):
    there, back = compare_names(a, b), compare_names(b, a)
    assert there.agrees == back.agrees
    assert there.similarity == pytest.approx(back.similarity)
    assert set(there.reasons) == set(back.reasons)
    assert 0.0 <= there.similarity <= 1.0
    assert 0.0 <= similarity(a, b) <= 1.0


@given(any_text)
def test_a_name_agrees_with_itself(text):
    found = compare_names(text, text)
    assert found.agrees == bool(fold_name(text))
    assert found.similarity == (1.0 if found.agrees else 0.0)


@given(st.lists(st.tuples(any_text, any_text), max_size=8))
def test_many_at_once_say_the_same_as_one_by_one(pairs):
    expected = [(found.similarity, found.agrees) for found in (compare_names(a, b) for a, b in pairs)]
    assert list(compare_pairs(pairs)) == expected
