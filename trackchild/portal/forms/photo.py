"""The page of the photographs: one after the other, each with its year, or the reason why there is none."""

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trackchild.children.vocabulary import PhotoAbsent
from trackchild.photos.fields import PictureField
from trackchild.photos.vocabulary import PhotoKind
from trackchild.portal.steps import StepForm

YEARS_BACK = 18


class PhotoForm(StepForm):
    """One more picture. A page with a picture comes back, so that the person reads what is said of it."""

    photo = PictureField(
        label=gettext_lazy("Add a photo"),
        required=False,
        help_text=gettext_lazy("The face is seen from the front. A photo with other people in it will do too."),
    )
    photo_year = forms.TypedChoiceField(
        label=gettext_lazy("In which year was it taken?"), required=False, coerce=int, empty_value=None
    )
    photo_kind = forms.ChoiceField(
        label=gettext_lazy("What does it show?"),
        choices=[(kind, kind.label) for kind in (PhotoKind.CHILD, PhotoKind.FAMILY, PhotoKind.SKETCH)],
        initial=PhotoKind.CHILD,
        required=False,
        widget=forms.RadioSelect,
    )
    photo_absent = forms.ChoiceField(
        label=gettext_lazy("If you have no photo, why?"),
        choices=[("", gettext_lazy("Choose")), *PhotoAbsent.choices],
        required=False,
    )

    def stored(self) -> dict[str, list[str]]:
        """The next picture has a year and a kind of its own."""
        kept = {name: value for name, value in super().stored().items() if name != "photo_year"}
        return {**kept, "photo_kind": [PhotoKind.CHILD.value]}

    def prepare(self) -> None:
        year = localdate(self.at).year
        field: Any = self.fields["photo_year"]
        field.choices = [
            ("", _("I do not know")),
            *((str(one), str(one)) for one in range(year, year - YEARS_BACK, -1)),
        ]
