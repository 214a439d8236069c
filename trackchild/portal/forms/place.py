"""Questions about place and time: first the state, so that the list of districts stays short without any script."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from trackchild.directory.queries import stations_of
from trackchild.geography.models import District, State
from trackchild.photos.fields import PictureField
from trackchild.portal.steps import StepForm
from trackchild.ui.fields import DateField

from .fields import NOT_KNOWN, ClockField, districts_to_choose, states_to_choose

NOON = time(12, 0)
INDIA = {"lat": (6.0, 38.0), "lon": (68.0, 98.0)}


class StateForm(StepForm):
    """A state or union territory."""

    state = forms.TypedChoiceField(
        label=gettext_lazy("State or union territory"), choices=states_to_choose, coerce=int, empty_value=None
    )


class InState(StepForm):
    """A page that asks for a district of the state chosen before."""

    state_step = "state"
    district = forms.ChoiceField(
        label=gettext_lazy("District"),
        error_messages={
            "invalid_choice": gettext_lazy("This district lies in another state. Choose the district again.")
        },
    )

    def prepare(self) -> None:
        state = self.answers.given(self.state_step).get("state")
        self.fields["district"].choices = districts_to_choose(state)  # type: ignore[attr-defined]

    def clean_district(self) -> int | None:
        """The code of the district, or None when it is not known."""
        chosen = self.cleaned_data["district"]
        return None if chosen == NOT_KNOWN else int(chosen)


class _Located(InState):
    """A place in words, with the point of the telephone if the person gives it."""

    place = forms.CharField(
        label=gettext_lazy("Place"),
        max_length=300,
        help_text=gettext_lazy("For example: platform 3, Howrah station, near the tea stall"),
    )
    lat = forms.FloatField(required=False, widget=forms.HiddenInput)
    lon = forms.FloatField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name, (least, most) in INDIA.items():
            if cleaned.get(name) is not None and not least <= cleaned[name] <= most:
                cleaned["lat"] = cleaned["lon"] = None
        return cleaned


class LastSeenForm(_Located):
    """Where and when the child was last seen."""

    seen_on = DateField(label=gettext_lazy("Date"), help_text=gettext_lazy("For example: 24 11 2026"))
    seen_time = ClockField(
        label=gettext_lazy("About what time?"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("Leave it empty if you do not know."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day, clock = cleaned.get("seen_on"), cleaned.get("seen_time")
        if day is None:
            return cleaned
        moment = timezone.make_aware(datetime.combine(day, clock or NOON))
        if day > timezone.localdate(self.at):
            self.add_error("seen_on", _("This date is still to come. Check the day, the month and the year."))
        elif clock and moment > self.at:
            self.add_error("seen_time", _("This time is still to come. Check the time."))
        cleaned["seen_at"] = min(moment, self.at)
        return cleaned


class SeenForm(_Located):
    """Where and when a child was seen, with a photo if there is one."""

    when = forms.ChoiceField(
        label=gettext_lazy("When?"),
        choices=[
            ("NOW", gettext_lazy("Now")),
            ("HOUR", gettext_lazy("In the last hour")),
            ("TODAY", gettext_lazy("Today")),
            ("EARLIER", gettext_lazy("Earlier")),
        ],
        widget=forms.RadioSelect(attrs={"class": "choices-row"}),
    )
    seen_on = DateField(
        label=gettext_lazy("If earlier: the date"), required=False, help_text=gettext_lazy("For example: 24 11 2026")
    )
    photo = PictureField(
        label=gettext_lazy("Photo"),
        required=False,
        help_text=gettext_lazy("Only the police see it. Do not go close for a photo."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        when, day = cleaned.get("when"), cleaned.get("seen_on")
        if when == "EARLIER" and "seen_on" not in self.errors:
            if day is None:
                self.add_error("seen_on", _("Write the date on which you saw the child. A guess helps too."))
            elif day > timezone.localdate(self.at):
                self.add_error("seen_on", _("This date is still to come. Check the day, the month and the year."))
        cleaned["seen_at"] = self._moment(when, day)
        return cleaned

    def _moment(self, when: str | None, day: Any) -> datetime:
        """One moment for "in the last hour" and "today": the middle of the time that is meant."""
        midnight = timezone.make_aware(datetime.combine(timezone.localdate(self.at), time()))
        moments = {
            "HOUR": self.at - timedelta(minutes=30),
            "TODAY": midnight + (self.at - midnight) / 2,
            "EARLIER": timezone.make_aware(datetime.combine(day, NOON)) if day else self.at,
        }
        return min(moments.get(when or "", self.at), self.at)


class StationForm(StepForm):
    """The police station nearest to the place."""

    station = forms.TypedChoiceField(label=gettext_lazy("Police station"), coerce=int, empty_value=None, required=False)

    def prepare(self) -> None:
        district = self.answers.given("place").get("district")
        stations = stations_of(district) if district else ()
        names = [(str(one.pk), one.name_in(get_language() or "en")) for one in stations]
        self.fields["station"].choices = [("", _("I do not know. Choose for me.")), *names]  # type: ignore[attr-defined]


class HomeStateForm(StateForm):
    """The state of the child's home."""


class HomeForm(InState):
    """The district of the child's home."""

    state_step = "home_state"


def state_with(code: int) -> State:
    """The state of an answer."""
    return State.objects.get(pk=code)


def district_with(code: int | None) -> District | None:
    """The district of an answer."""
    return District.objects.get(pk=code) if code else None
