"""Forms say what is wrong beside the answer, in a sentence, and read digits of every script."""

import re
from datetime import date

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation

from trackchild.ui.fields import CodeField, DateField, PhoneField
from trackchild.ui.forms import PlainForm


class Sighting(PlainForm):
    place = forms.CharField(label="Place", help_text="For example, a station")
    when = forms.ChoiceField(label="When", choices=[("now", "Now"), ("today", "Today")], widget=forms.RadioSelect)
    born = DateField(label="Date of birth", required=False)
    phone = PhoneField(label="Phone", required=False)
    code = CodeField(label="Code", required=False)
    agreed = forms.BooleanField(label="I agree")


def filled(**answers: str) -> Sighting:
    return Sighting({"place": "Howrah", "when": "now", "agreed": "on", **answers})


@pytest.mark.parametrize(
    "typed",
    [
        "9876543210",
        "98765 43210",
        "+91 98765-43210",
        "09876543210",
        "919876543210",
        "৯৮৭৬৫৪৩২১০",
        "९८७६५ ४३२१०",
        "۹۸۷۶۵۴۳۲۱۰",
    ],
)
def test_a_mobile_number_is_understood_however_it_is_typed(typed: str) -> None:
    form = filled(phone=typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["phone"] == "+919876543210"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("12345", "A mobile number has ten digits."),
        ("98765432101", "A mobile number has ten digits."),
        ("98765abcde", "digits only"),
        ("1234567890", "begins with 6, 7, 8 or 9"),
    ],
)
def test_a_wrong_mobile_number_is_answered_with_what_to_do(typed: str, sentence: str) -> None:
    assert sentence in filled(phone=typed).errors["phone"][0]


def test_a_date_in_three_boxes_takes_bengali_digits() -> None:
    form = filled(born_day="০৭", born_month="১১", born_year="২০১৬")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["born"] == date(2016, 11, 7)


def test_an_impossible_date_is_refused_and_shown_again_as_typed() -> None:
    form = filled(born_day="31", born_month="2", born_year="2016")
    assert "not a real date" in form.errors["born"][0]
    html = form["born"].as_field_group()
    assert 'name="born_day"' in html
    assert 'value="31"' in html


def test_a_date_left_empty_is_no_date() -> None:
    form = filled(born_day="", born_month="", born_year="")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["born"] is None


def test_a_code_is_read_with_spaces_and_foreign_digits() -> None:
    form = filled(code="१२३ ४५६")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["code"] == "123456"
    assert "6 digits" in filled(code="12").errors["code"][0]


def test_a_missing_answer_is_named_in_the_language_of_the_reader() -> None:
    assert Sighting({}).errors["place"] == ["Fill in “Place”."]
    assert Sighting({}).errors["when"] == ["Choose an answer for “When”."]
    assert Sighting({}).errors["agreed"] == ["Tick the box “I agree” to go on."]
    with translation.override("hi"):
        assert Sighting({}).errors["place"] == ["“Place” भरें।"]


def test_a_field_points_to_its_hint_and_its_error() -> None:
    html = Sighting({})["place"].as_field_group()
    described = re.search(r'aria-describedby="([^"]+)"', html)
    assert described is not None
    assert 'aria-invalid="true"' in html
    for anchor in described.group(1).split():
        assert f'id="{anchor}"' in html


def test_choices_stand_in_a_fieldset_with_their_question_as_legend() -> None:
    html = Sighting()["when"].as_field_group()
    assert html.index("<fieldset") < html.index("<legend>When") < html.index('type="radio"')
    assert html.count('<label for="id_when_0">') == 1


def test_every_link_of_the_error_summary_lands_on_an_input_of_the_form() -> None:
    form = Sighting({"born_day": "31", "born_month": "2", "born_year": "2016", "phone": "1"})
    html = Template("{% load ui %}{% error_summary form %}{{ form }}").render(Context({"form": form}))
    anchors = re.findall(r'href="#([^"]+)"', html)
    assert len(anchors) == len(form.errors)
    for anchor in anchors:
        assert re.search(rf'<input[^>]* id="{anchor}"', html), anchor


def test_an_optional_answer_is_marked_and_a_needed_one_is_not() -> None:
    form = Sighting()
    assert "(optional)" in form["phone"].as_field_group()
    assert "(optional)" not in form["place"].as_field_group()


def test_what_a_person_typed_is_never_markup() -> None:
    form = Sighting({"place": "<b>x</b>", "phone": '"><script>'})
    html = Template("{% load ui %}{% error_summary form %}{{ form }}").render(Context({"form": form}))
    assert "<b>x" not in html
    assert "<script" not in html
