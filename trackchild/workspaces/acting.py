"""A step that somebody takes with a record: a row of a table becomes a button, a page with a form, and one action."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from trackchild.accounts.guards import ViewerRequest, requires
from trackchild.accounts.permissions import Permission
from trackchild.accounts.viewer import Viewer
from trackchild.ui.forms import PlainForm

from .pages import INVALID, show
from .refusals import attempt

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Asked:
    """What a step's form may know: the record, who asks, and the moment."""

    record: Any
    viewer: Viewer
    at: datetime


class StepForm(PlainForm):
    """The questions of a step. `asked` tells the record, the viewer and the moment."""

    def __init__(self, *args: Any, asked: Asked, **kwargs: Any) -> None:
        self.asked = asked
        super().__init__(*args, **kwargs)
        self.prepare()

    def prepare(self) -> None:
        """Fit choices and first values to the record."""


class Past(StepForm):
    """A step with times of official entries: they lie in the past."""

    past: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for name in self.past:
            if given.get(name) and given[name] > self.asked.at:
                self.add_error(name, _("This time is still to come. Check the date."))
        return given


class NoQuestion(StepForm):
    """A step that needs nothing but the word."""


class WordsForm(StepForm):
    """A step that needs words."""

    words = forms.CharField(max_length=300, widget=forms.Textarea(attrs={"rows": 4}))


@dataclass(frozen=True, slots=True)
class Act:
    """One step. `starts` are the stages from which it may be taken; `also` narrows it further; `run` calls one action.

    After it the viewer sees the record's page, or `after(record, answer)`.
    """

    name: str
    permission: Permission
    starts: frozenset[str]
    verb: Words
    title: Words
    done: Words
    run: Callable[[Asked, dict[str, Any]], Any]
    form: type[StepForm] = NoQuestion
    hint: Words = ""
    label: Any = ""
    tone: str = ""
    also: Callable[[Asked], bool] = lambda asked: True
    after: Callable[[Any, Any], str] | None = None

    def is_open(self, asked: Asked) -> bool:
        """Whether the viewer could take the step now; the action itself decides."""
        return asked.viewer.may(self.permission) and asked.record.stage in self.starts and self.also(asked)


@dataclass(frozen=True, slots=True)
class Desk:
    """A kind of record: the namespace of its steps, the name of its page, how it is found."""

    namespace: str
    page: str
    find: Callable[[Viewer, UUID, Permission], Any]
    template: str = "office/act.html"

    def address(self, record: Any) -> str:
        return reverse(self.page, args=[record.pk])

    def shown(self, record: Any) -> dict[str, Any]:
        """What the page of a step shows of the record beside its form."""
        return {}


def open_acts(acts: Iterable[Act], desk: Desk, asked: Asked) -> list[tuple[Act, str]]:
    """The steps that may be taken now, each with the address of its page."""
    return [
        (act, reverse(f"{desk.namespace}:{act.name}", args=[asked.record.pk])) for act in acts if act.is_open(asked)
    ]


def act_view(act: Act, desk: Desk) -> Callable[..., HttpResponseBase]:
    """The page of a step: its form, then its action, then the record again."""

    def view(request: ViewerRequest, record_id: UUID) -> HttpResponse:
        record = desk.find(request.viewer, record_id, act.permission)
        asked = Asked(record, request.viewer, timezone.now())
        form = act.form(request.POST if request.method == "POST" else None, request.FILES or None, asked=asked)
        if act.label and "words" in form.fields:
            form.fields["words"].label = act.label
        status = 200
        if request.method == "POST" and form.is_valid():
            answer, status = attempt(form, lambda: act.run(asked, form.cleaned_data))
            if not status:
                messages.success(request, str(act.done))
                return redirect(act.after(record, answer) if act.after else desk.address(record))
        elif form.is_bound:
            status = INVALID
        context = {"act": act, "form": form, "record": record, "desk": desk, "back": desk.address(record)}
        context |= desk.shown(record)
        return show(request, desk.template, context, status=status)

    view.__name__ = view.__qualname__ = act.name
    return require_http_methods(["GET", "POST"])(requires(act.permission)(view))


def act_paths(prefix: str, acts: Iterable[Act], desk: Desk) -> list[URLPattern]:
    """The addresses of a table of steps."""
    return [
        path(f"{prefix}/<uuid:record_id>/{act.name.replace('_', '-')}", act_view(act, desk), name=act.name)
        for act in acts
    ]
