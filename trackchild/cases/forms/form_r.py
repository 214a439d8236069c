"""Form R: a child was found. One page, every block of domain paper 4.2, recorded independently of any missing case."""

from datetime import datetime
from typing import Any, Self

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trackchild.cases import vocabulary as case_words
from trackchild.cases.actions import found as found_actions
from trackchild.cases.models import FoundChild
from trackchild.cases.people import Person
from trackchild.ui.fields import PhoneField

from .again import initial_of
from .blocks import DESCRIPTION, Section
from .description import DescriptionSheet
from .fields import MomentField, Place, PlaceField, chosen, of, place_value, words

F = FoundChild
LONGEST_JOURNEY = 240
PLAIN = (
    "kind",
    "found_at",
    "place",
    "place_kind",
    "found_by",
    "found_by_name",
    "with_whom",
    "own_account",
    "remembers",
    "wish_to_return",
    "condition",
    "treatment",
    "allegation",
    "sexual_offence",
    "conflict_with_law",
    "gd_number",
    "fir_number",
    "tracing_done",
    "charge_taken_at",
    "journey_hours",
)
"""Fields of FoundChild that stand in the form under their own name."""
OFFENCE = ("allegation", "sexual_offence", "conflict_with_law")
"""Tier 4: a reader without that right is not shown them again; what stands in the record stays."""


class FormRSheet(DescriptionSheet):
    """Form R as a home or a station fills it in."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of entry"), choices=case_words.FoundKind.choices, initial=case_words.FoundKind.FOUND
    )
    found_at = MomentField(label=gettext_lazy("Found"))
    event = PlaceField(label=gettext_lazy("District where the child was found"))
    place = of(F, "place")
    place_kind = chosen(gettext_lazy("Kind of place"), case_words.PlaceKind.choices)
    found_by = chosen(gettext_lazy("Found by"), case_words.FoundBy.choices)
    found_by_name = of(F, "found_by_name")
    finder_phone = PhoneField(label=gettext_lazy("Mobile number of the person who found the child"), required=False)
    with_whom = of(F, "with_whom")

    charge_taken_at = MomentField(label=gettext_lazy("Taken into charge"))
    journey_hours = of(F, "journey_hours", min_value=0, max_value=LONGEST_JOURNEY, required=False, initial=0)
    gd_number = of(F, "gd_number")
    fir_number = of(F, "fir_number")

    own_account = words(F, "own_account", rows=4)
    remembers = of(F, "remembers")
    wish_to_return = chosen(gettext_lazy("The child’s wish"), case_words.WishToReturn.choices)
    condition = words(F, "condition")
    treatment = words(F, "treatment")
    tracing_done = words(F, "tracing_done")
    allegation = words(F, "allegation", rows=3)
    sexual_offence = of(F, "sexual_offence")
    conflict_with_law = of(F, "conflict_with_law")

    parts = (
        Section(
            gettext_lazy("Found"),
            ("kind", "found_at", "event", "place", "place_kind", "found_by", "found_by_name", "finder_phone",
             "with_whom"),
        ),
        Section(
            gettext_lazy("Custody"),
            ("charge_taken_at", "journey_hours", "gd_number", "fir_number"),
            hint=gettext_lazy(
                "The 24 hours to the committee begin when the child is taken into charge. "
                "Hours of a necessary journey are added."
            ),
        ),
        *DESCRIPTION,
        Section(gettext_lazy("What the child tells"), ("own_account", "remembers", "wish_to_return")),
        Section(gettext_lazy("Condition and first steps"), ("condition", "treatment", "tracing_done")),
        Section(
            gettext_lazy("Offence"),
            OFFENCE,
            hint=gettext_lazy("Seen only by the investigating office, the committee and the superintendent of police."),
        ),
    )  # fmt: skip

    @classmethod
    def of(cls, found: FoundChild, *args: Any, at: datetime, reads_offence: bool) -> Self:
        """The sheet of a found child, to be corrected."""
        sheet = cls(*args, at=at, initial=_initial(found))
        if not reads_offence:
            for name in OFFENCE:
                del sheet.fields[name]
        return sheet

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        self.refuse_the_future("found_at", "charge_taken_at")
        found, charge = given.get("found_at"), given.get("charge_taken_at")
        if found and charge and charge < found:
            self.add_error("charge_taken_at", _("The child cannot be taken into charge before it was found."))
        return given

    def value(self) -> found_actions.FormR:
        """The form as the actions take it."""
        given = self.cleaned_data
        event: Place = given["event"]
        facts = {name: given[name] for name in PLAIN if name in given}
        facts["state"], facts["district"] = event.state, event.district
        facts["journey_hours"] = given["journey_hours"] or 0
        return found_actions.FormR(
            facts=facts,
            told=self.told(given["found_at"]),
            people=(*self._finder(), *self.relatives_to_call()),
            pictures=self.pictures(),
        )

    def _finder(self) -> tuple[Person, ...]:
        given = self.cleaned_data
        if not given["finder_phone"]:
            return ()
        return (
            Person(kind=case_words.ContactKind.FINDER, name=given["found_by_name"], phones=(given["finder_phone"],)),
        )


def _initial(found: FoundChild) -> dict[str, Any]:
    contacts = list(found.contacts.prefetch_related("phones").order_by("pk"))
    initial = {name: getattr(found, name) for name in PLAIN} | initial_of(found.description, contacts)
    initial["event"] = place_value(found.state_id, found.district_id)
    finder = next((contact for contact in contacts if contact.kind == case_words.ContactKind.FINDER), None)
    phone = finder.phones.first() if finder else None
    initial["finder_phone"] = phone.number if phone else ""
    return initial
