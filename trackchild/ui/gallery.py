"""Every component in every state on one page: the specimen sheet for page authors and for screenshot tests."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .captcha import CaptchaMixin
from .fields import CodeField, DateField, PhoneField
from .forms import PlainForm

SPECIMEN_TIME = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
"""Fixed, so that two pictures of the page are equal."""
WHEN = [("now", "Now"), ("hour", "In the last hour"), ("today", "Today"), ("earlier", "Earlier")]


class SpecimenForm(CaptchaMixin, PlainForm):
    """One field of each kind."""

    place = forms.CharField(help_text="For example, platform 3, Howrah station")
    state = forms.ChoiceField(choices=[("", "Choose"), ("WB", "West Bengal"), ("BR", "Bihar")])
    when = forms.ChoiceField(choices=WHEN, widget=forms.RadioSelect, label="When did you see the child?")
    seen_with = forms.MultipleChoiceField(
        choices=[("alone", "Alone"), ("adult", "With an adult"), ("children", "With other children")],
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices-row"}),
        required=False,
        label="Who was with the child?",
    )
    born = DateField(label="Date of birth", help_text="For example, 7 11 2016", required=False)
    phone = PhoneField(label="Your mobile number", help_text="Ten digits")
    code = CodeField(label="Code from the message", required=False)
    photo = forms.FileField(label="Photo", required=False)
    words = forms.CharField(label="What happened", widget=forms.Textarea(attrs={"rows": 4}), required=False)
    agreed = forms.BooleanField(label="I agree that the police may call me")


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    """The sheet; `?shell=office` shows it in the staff shell."""
    wrong = {"place": "", "when": "", "phone": "12345", "born_day": "31", "born_month": "2", "born_year": "2016"}
    shell = "ui/office.html" if request.GET.get("shell") == "office" else "ui/citizen.html"
    context: dict[str, Any] = {
        "shell": shell,
        "form": SpecimenForm(auto_id="empty_%s"),
        "wrong": SpecimenForm(wrong, auto_id="wrong_%s"),
        "page": Paginator(range(1284), 12).page(3),
        "now": SPECIMEN_TIME,
        "dues": [SPECIMEN_TIME + timedelta(hours=hours) for hours in (-50, -1, 3, 20, 90)],
        "tones": ["", "danger", "warn", "good", "info"],
        "office_name": "GRP Howrah",
        "user_name": "Meera Das",
        "office_nav": [
            ("My work", "#work", 7, True),
            ("Missing cases", "#missing", 43, False),
            ("Found children", "#found", 12, False),
            ("Registers", "#registers", None, False),
        ],
    }
    return render(request, "ui/gallery/gallery.html", context)
