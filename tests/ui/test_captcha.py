"""The security check passes once, for one form, within its time, with scripts and without."""

from datetime import timedelta
from io import BytesIO

import pytest
from django import forms
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from tests.ui.solving import added, solved
from trackchild.ui.captcha import CaptchaMixin, new_sum, sum_of
from trackchild.ui.forms import PlainForm
from trackchild.ui.models import UsedChallenge

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.ui.urls")]


class Report(CaptchaMixin, PlainForm):
    place = forms.CharField()


class OtherReport(CaptchaMixin, PlainForm):
    place = forms.CharField()


class UrgentReport(CaptchaMixin, PlainForm):
    captcha_required = False
    place = forms.CharField()


@pytest.fixture(autouse=True)
def _cheap(settings: object) -> None:
    settings.CAPTCHA_COST = 1  # type: ignore[attr-defined]


def test_a_solved_check_passes() -> None:
    form = Report({"place": "Howrah", **solved(Report)})
    assert form.is_valid(), form.errors
    assert form.captcha_passed
    assert "captcha" not in form.cleaned_data


def test_the_same_solution_does_not_pass_twice() -> None:
    answers = {"place": "Howrah", **solved(Report)}
    assert Report(answers).is_valid()
    second = Report(answers)
    assert not second.is_valid()
    assert "already sent" in second.errors["captcha"][0]


def test_a_solution_of_another_form_is_refused() -> None:
    form = OtherReport({"place": "Howrah", **solved(Report)})
    assert "belongs to another page" in form.errors["captcha"][0]


def test_an_expired_solution_is_refused_with_what_to_do() -> None:
    form = Report({"place": "Howrah", **solved(Report, at=timezone.now() - timedelta(hours=3))})
    assert "run out of time" in form.errors["captcha"][0]


@pytest.mark.parametrize("payload", ["", "nonsense", "e30=", "bnVsbA=="])
def test_no_solution_is_no_pass(payload: str) -> None:
    assert not Report({"place": "Howrah", "captcha": payload}).is_valid()


def test_a_form_with_another_fault_keeps_its_solution_for_the_next_try() -> None:
    answers = solved(Report)
    faulty = Report({"place": "", **answers})
    assert "captcha" not in faulty.errors
    assert answers["captcha"] in str(faulty["captcha"])
    assert Report({"place": "Howrah", **answers}).is_valid()


def test_a_used_solution_is_not_offered_again() -> None:
    answers = {"place": "Howrah", **solved(Report)}
    assert Report(answers).is_valid()
    assert answers["captcha"] not in str(Report(answers)["captcha"])


def test_without_scripts_the_right_sum_passes_once() -> None:
    answers = {"place": "Howrah", **added(Report)}
    assert Report(answers).is_valid()
    assert not Report(answers).is_valid()


def test_the_sum_may_be_written_in_other_digits() -> None:
    answers = added(Report)
    answers["captcha_sum"] = answers["captcha_sum"].translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯"))
    assert Report({"place": "Howrah", **answers}).is_valid()


def test_a_wrong_sum_costs_its_picture() -> None:
    wrong = added(Report, wrong_by=1)
    assert "sum is not right" in Report({"place": "Howrah", **wrong}).errors["captcha"][0]
    right = {**wrong, "captcha_sum": str(sum(sum_of(wrong["captcha_token"])))}
    assert not Report({"place": "Howrah", **right}).is_valid()


def test_a_sum_of_another_form_is_refused() -> None:
    assert not OtherReport({"place": "Howrah", **added(Report)}).is_valid()


def test_an_urgent_form_is_taken_without_the_check_but_says_so() -> None:
    form = UrgentReport({"place": "Howrah"})
    assert form.is_valid()
    assert not form.captcha_passed


def test_records_of_used_checks_go_when_they_could_no_longer_be_reused() -> None:
    UsedChallenge.objects.create(signature="old", expires_at=timezone.now() - timedelta(minutes=1))
    assert Report({"place": "Howrah", **solved(Report)}).is_valid()
    assert not UsedChallenge.objects.filter(signature="old").exists()


def test_the_picture_of_a_sum_is_an_image_that_needs_no_sign_in(client: Client) -> None:
    token = new_sum("any", at=timezone.now())
    response = client.get(reverse("ui:captcha_sum", args=[token]))
    assert response.status_code == 200
    assert Image.open(BytesIO(response.content)).format == "PNG"


def test_the_page_does_not_give_the_sum_away() -> None:
    html = str(Report()["captcha"])
    assert "<noscript>" in html
    assert 'alt="Two numbers to add"' in html
    assert " + " not in html
