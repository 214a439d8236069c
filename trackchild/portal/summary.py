"""The answers of a journey as lines to read through, each page with the way to change it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from trackchild.children.ages import age_words, in_months
from trackchild.photos.fields import PictureField
from trackchild.ui.templatetags.ui import day

from .forms.fields import AgeField
from .steps import Answers, Step


@dataclass(frozen=True, slots=True)
class Line:
    """One answer in words."""

    label: str | Promise
    value: str


@dataclass(frozen=True, slots=True)
class PageOfAnswers:
    """What was answered on one page."""

    step: Step
    lines: tuple[Line, ...]
    takes_photo: bool


def pages_of(answers: Answers) -> Iterator[PageOfAnswers]:
    """Every page that was asked and has visible questions."""
    for step in answers.questions:
        form = answers.form(step)
        if form.is_valid() and form.visible_fields():
            yield PageOfAnswers(step, tuple(_lines(form)), takes_photo="photo" in form.fields)


def _lines(form: forms.Form) -> Iterator[Line]:
    for bound in form.visible_fields():
        value = form.cleaned_data.get(bound.name)
        if value in (None, "", False) or isinstance(bound.field, PictureField):
            continue
        yield Line(bound.label, in_words(bound, value))


def in_words(bound: BoundField, value: Any) -> str:
    """An answer as the reader would say it."""
    field = bound.field
    if isinstance(field, AgeField):
        return age_words(in_months(value))
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        return str(dict(choices).get(str(value), value))
    words = {bool: lambda: _("Yes"), date: lambda: day(value), time: lambda: f"{value:%H:%M}"}
    return words.get(type(value), lambda: str(value))()
