"""A report asked page by page: a journey is a table of steps, and answers are read back through its forms."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise

from trackchild.cases.actions.reports import ReportTold
from trackchild.ui.forms import PlainForm

ASKED_AT = "_asked_at"
LONGEST = 5000
# Marks that turn the direction of the text around them, and invisible spaces; the joiners of Indic words stay.
UNWANTED = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200B, 0x2060, 0xFEFF])


class StepForm(PlainForm):
    """The questions of one page. `at` is the moment they were answered: "now" and "today" are of that moment."""

    def __init__(self, *args: Any, answers: "Answers", at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answers, self.at = answers, at
        self.prepare()

    def prepare(self) -> None:
        """Fill in what depends on earlier answers."""

    def clean(self) -> dict[str, Any]:
        super().clean()
        for name, value in self.cleaned_data.items():
            if isinstance(value, str):
                self.cleaned_data[name] = tidy(value)
        return self.cleaned_data

    def stored(self) -> dict[str, list[str]]:
        """The inputs of this page as typed, with the moment."""
        typed: MultiValueDict[str, str] = self.data  # type: ignore[assignment]
        own = tuple(self.fields)
        kept = {
            key: [value.replace("\x00", "")[:LONGEST] for value in typed.getlist(key)]
            for key in typed
            if any(key == name or key.startswith(f"{name}_") for name in own)
        }
        return {**kept, ASKED_AT: [self.at.isoformat()]}


def tidy(text: str) -> str:
    """Text in one normal form, without marks that could disguise what it says."""
    return unicodedata.normalize("NFC", text).translate(UNWANTED)


def always(_answers: "Answers") -> bool:
    """Asked of everybody."""
    return True


@dataclass(frozen=True, slots=True)
class Step:
    """One page. `asked` says whether earlier answers make it necessary; an `ending` is no question any more."""

    key: str
    title: str | Promise
    form: type[StepForm] = StepForm
    hint: str | Promise = ""
    template: str = "portal/step.html"
    asked: Callable[["Answers"], bool] = always
    ending: bool = False
    comes_back: bool = False
    """Whether the page is shown again after a picture, so that what is said of it is read."""


@dataclass(frozen=True, slots=True)
class Journey:
    """A kind of report: its pages in order, and how its answers become a report."""

    kind: str
    title: str | Promise
    steps: tuple[Step, ...]
    told: Callable[["Answers"], ReportTold]
    anonymous: bool
    """Whether it may be sent without a telephone number."""
    by_key: Mapping[str, Step] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {step.key: step for step in self.steps})


class Answers:
    """What has been answered so far. Every value comes out of the form that asked for it, checked again."""

    def __init__(self, journey: Journey, stored: Mapping[str, Mapping[str, list[str]]], *, at: datetime) -> None:
        self.journey, self.at = journey, at
        self._stored = stored
        self._forms: dict[str, StepForm] = {}

    def has(self, step: Step) -> bool:
        """Whether a page was ever sent, right or wrong."""
        return step.key in self._stored

    def form(self, step: Step) -> StepForm:
        """The page's form with what was typed there."""
        if step.key not in self._forms:
            typed = self._stored.get(step.key, {})
            moment = typed.get(ASKED_AT)
            self._forms[step.key] = step.form(
                MultiValueDict(typed), answers=self, at=datetime.fromisoformat(moment[0]) if moment else self.at
            )
        return self._forms[step.key]

    def given(self, key: str) -> dict[str, Any]:
        """The right answers of a page; empty when it was not asked, not answered or is wrong."""
        step = self.journey.by_key.get(key)
        if step is None or not self.has(step) or not step.asked(self):
            return {}
        form = self.form(step)
        return form.cleaned_data if form.is_valid() else {}

    @cached_property
    def questions(self) -> list[Step]:
        """The pages these answers make necessary, without the endings."""
        return [step for step in self.journey.steps if not step.ending and step.asked(self)]

    def first_open(self) -> Step | None:
        """The first page still to be answered, or to be put right."""
        return next((step for step in self.questions if not self.has(step) or not self.form(step).is_valid()), None)

    def before(self, step: Step) -> Step | None:
        """The page before this one."""
        earlier = [one for one in self.journey.steps[: self.journey.steps.index(step)] if one.asked(self)]
        return earlier[-1] if earlier else None

    def after(self, step: Step) -> Step:
        """The page after this one; the last page of a journey is always asked."""
        later = self.journey.steps[self.journey.steps.index(step) + 1 :]
        return next(one for one in later if one.asked(self))

    def skipped_before(self, step: Step) -> Step | None:
        """An earlier page that was never opened: somebody came by an address and not by the pages."""
        earlier = self.journey.steps[: self.journey.steps.index(step)]
        return next((one for one in earlier if not one.ending and one.asked(self) and not self.has(one)), None)
