"""What is asked about the pictures of a record."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trackchild.photos.actions import Given
from trackchild.photos.fields import PictureField
from trackchild.photos.models import Photo
from trackchild.photos.vocabulary import PhotoKind
from trackchild.ui.fields import DateField
from trackchild.ui.forms import PlainForm


class AboutForm(PlainForm):
    """What a picture shows and when it was taken."""

    kind = forms.ChoiceField(label=gettext_lazy("What it shows"), choices=PhotoKind.choices, initial=PhotoKind.CHILD)
    taken_on = DateField(label=gettext_lazy("Taken on"), required=False)

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at

    def clean_taken_on(self) -> Any:
        """No photograph is taken tomorrow."""
        taken_on = self.cleaned_data["taken_on"]
        if taken_on and taken_on > localdate(self.at):
            raise forms.ValidationError(_("This time is still to come. Check the date."))
        return taken_on


class AddForm(AboutForm):
    """One more picture."""

    picture = PictureField(label=gettext_lazy("Picture"))
    field_order = ("picture", "kind", "taken_on")

    def given(self) -> Given:
        """The picture with what is said of it."""
        told = self.cleaned_data
        return Given(told["picture"], kind=told["kind"], taken_on=told["taken_on"])


class OpenForm(PlainForm):
    """Which original, and why."""

    photo = forms.ModelChoiceField(
        label=gettext_lazy("Which picture"), queryset=Photo.objects.none(), widget=forms.RadioSelect, empty_label=None
    )
    reason = forms.CharField(
        label=gettext_lazy("Why the original is needed"),
        max_length=300,
        min_length=5,
        help_text=gettext_lazy("For example: the forensic laboratory asks for it by letter 12 of 03-11-2026."),
    )

    def __init__(self, *args: Any, photos: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["photo"]
        field.queryset = photos
        field.label_from_instance = label_of


def label_of(photo: Photo) -> str:
    """A picture as a person would name it."""
    return f"{photo.reference} · {photo.get_kind_display()}"
