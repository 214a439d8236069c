"""Form M: a child is missing. One page, every block of domain paper 4.1."""

from datetime import datetime
from typing import Any, Self

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trackchild.cases import vocabulary as case_words
from trackchild.cases.actions import missing as missing_actions
from trackchild.cases.models import Contact, MissingCase
from trackchild.cases.people import Person
from trackchild.ui.fields import PhoneField
from trackchild.ui.languages import TABLE

from .again import initial_of
from .blocks import DESCRIPTION, Section
from .description import DescriptionSheet
from .fields import MomentField, Place, PlaceField, chosen, of, place_value, words

M = MissingCase
PLAIN = (
    "subject",
    "channel",
    "received_at",
    "zero_fir_station",
    "cctns_number",
    "last_seen_at",
    "last_seen_until",
    "last_seen_precision",
    "place",
    "last_seen_with",
    "route",
    "destination",
    "earlier_absences",
    "circumstance",
    "circumstance_text",
    "sexual_offence",
)
"""Fields of MissingCase that stand in the form under their own name."""
OFFENCE = ("sexual_offence", "suspect_name", "suspect_relation", "suspect_phone", "suspect_about")
"""Tier 4: a reader without that right is not shown them again; what stands in the record stays."""


class FormMSheet(DescriptionSheet):
    """Form M as an officer fills it in."""

    subject = forms.ChoiceField(
        label=gettext_lazy("Who is missing"),
        choices=case_words.Subject.choices,
        initial=case_words.Subject.CHILD,
        widget=forms.RadioSelect(attrs={"class": "choices-row"}),
    )
    name_unknown = forms.BooleanField(label=gettext_lazy("Nobody knows the name"), required=False)

    last_seen_at = MomentField(label=gettext_lazy("Last seen"))
    last_seen_precision = forms.ChoiceField(
        label=gettext_lazy("How sure is the time"),
        choices=case_words.SeenPrecision.choices,
        initial=case_words.SeenPrecision.ABOUT,
    )
    last_seen_until = MomentField(label=gettext_lazy("Last seen not after"), required=False)
    event = PlaceField(label=gettext_lazy("District where the child was last seen"))
    place = of(M, "place", label=gettext_lazy("Place"), required=True)
    last_seen_with = of(M, "last_seen_with")
    route = of(M, "route")
    destination = of(M, "destination")
    earlier_absences = of(M, "earlier_absences")

    circumstance = chosen(
        gettext_lazy("Circumstance"), case_words.Circumstance.choices, required=True, initial="NOT_KNOWN"
    )
    circumstance_text = words(M, "circumstance_text", rows=4)
    sexual_offence = of(M, "sexual_offence")
    suspect_name = forms.CharField(label=gettext_lazy("Name of a suspect"), max_length=160, required=False)
    suspect_relation = of(Contact, "relation", label=gettext_lazy("Relation to the child"))
    suspect_phone = PhoneField(label=gettext_lazy("Mobile number"), required=False)
    suspect_about = words(Contact, "about", label=gettext_lazy("What is known of the suspect"))

    channel = chosen(gettext_lazy("How the complaint came"), case_words.Channel.choices, required=True)
    received_at = MomentField(label=gettext_lazy("Complaint received"))
    zero_fir_station = of(M, "zero_fir_station")
    cctns_number = of(M, "cctns_number")

    complainant_name = of(Contact, "name", label=gettext_lazy("Name"), required=True)
    complainant_relation = of(Contact, "relation", label=gettext_lazy("Relation to the child"), required=True)
    complainant_phone = PhoneField(label=gettext_lazy("Mobile number"), required=False)
    complainant_second_phone = PhoneField(label=gettext_lazy("Second mobile number"), required=False)
    complainant_email = of(Contact, "email")
    complainant_language = chosen(
        gettext_lazy("Language the complainant reads"), [(one.code, one.own_name) for one in TABLE]
    )
    complainant_address = words(Contact, "address")

    parts = (
        Section(gettext_lazy("Complaint"), ("channel", "received_at", "zero_fir_station", "cctns_number")),
        Section(gettext_lazy("Who is missing"), ("subject", "name_unknown")),
        *DESCRIPTION,
        Section(
            gettext_lazy("When and where"),
            ("last_seen_at", "last_seen_precision", "last_seen_until", "event", "place", "last_seen_with", "route",
             "destination", "earlier_absences"),
        ),
        Section(gettext_lazy("Circumstance"), ("circumstance", "circumstance_text")),
        Section(
            gettext_lazy("Offence"),
            OFFENCE,
            hint=gettext_lazy("Seen only by the investigating office, the committee and the superintendent of police."),
        ),
        Section(
            gettext_lazy("Complainant"),
            ("complainant_name", "complainant_relation", "complainant_phone", "complainant_second_phone",
             "complainant_email", "complainant_language", "complainant_address"),
        ),
    )  # fmt: skip

    @classmethod
    def of(cls, case: MissingCase, *args: Any, at: datetime, reads_offence: bool) -> Self:
        """The sheet of a case, to be corrected."""
        sheet = cls(*args, at=at, initial=_initial(case))
        if not reads_offence:
            for name in OFFENCE:
                del sheet.fields[name]
        return sheet

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not any(given.get(name) for name in ("name", "native", "alias", "name_unknown")):
            self.add_error("name", _("Write a name, also a pet name; or tick that nobody knows the name."))
        if not given.get("sex"):
            self.add_error("sex", _("Choose girl, boy or transgender."))
        if given.get("age_years") is None and given.get("birth_on") is None and not self.errors.get("age_years"):
            self.add_error("age_years", _("Write the age, or the date of birth. An age by appearance will do."))
        if not (given.get("complainant_phone") or given.get("complainant_address")):
            self.add_error("complainant_phone", _("Write a mobile number, or an address if there is none."))
        self.refuse_the_future("last_seen_at", "last_seen_until", "received_at")
        self._check_order(given)
        return given

    def _check_order(self, given: dict[str, Any]) -> None:
        seen, until, received = (given.get(name) for name in ("last_seen_at", "last_seen_until", "received_at"))
        if seen and received and received < seen:
            self.add_error("received_at", _("The complaint cannot come before the child was last seen."))
        if seen and until and until < seen:
            self.add_error("last_seen_until", _("The later of the two times comes second."))

    def value(self) -> missing_actions.FormM:
        """The form as the actions take it."""
        given = self.cleaned_data
        event: Place = given["event"]
        facts = {name: given[name] for name in PLAIN if name in given}
        facts["state"], facts["district"] = event.state, event.district
        return missing_actions.FormM(
            facts=facts,
            told=self.told(given["last_seen_at"]),
            people=(self._complainant(), *self.relatives_to_call(), *self._suspects()),
            pictures=self.pictures(),
        )

    def _complainant(self) -> Person:
        given = self.cleaned_data
        phones = (given["complainant_phone"], given["complainant_second_phone"])
        return Person(
            kind=case_words.ContactKind.COMPLAINANT,
            name=given["complainant_name"],
            relation=given["complainant_relation"],
            address=given["complainant_address"],
            email=given["complainant_email"],
            language=given["complainant_language"],
            phones=tuple(phone for phone in phones if phone),
        )

    def _suspects(self) -> tuple[Person, ...]:
        given = self.cleaned_data
        if not any(given.get(name) for name in ("suspect_name", "suspect_about", "suspect_phone")):
            return ()
        return (
            Person(
                kind=case_words.ContactKind.SUSPECT,
                name=given["suspect_name"],
                relation=given["suspect_relation"],
                about=given["suspect_about"],
                phones=(given["suspect_phone"],) if given["suspect_phone"] else (),
            ),
        )


def _initial(case: MissingCase) -> dict[str, Any]:
    contacts = list(case.contacts.prefetch_related("phones").order_by("pk"))
    initial = {name: getattr(case, name) for name in PLAIN} | initial_of(case.description, contacts)
    initial["event"] = place_value(case.state_id, case.district_id)
    initial["name_unknown"] = not case.description.name
    for contact in contacts:
        prefix = {"COMPLAINANT": "complainant", "SUSPECT": "suspect"}.get(contact.kind)
        if prefix and f"{prefix}_name" not in initial:
            numbers = [phone.number for phone in contact.phones.all()] + ["", ""]
            initial[f"{prefix}_phone"], initial[f"{prefix}_second_phone"] = numbers[:2]
            for name in ("name", "relation", "address", "email", "language", "about"):
                initial[f"{prefix}_{name}"] = getattr(contact, name)
    return initial
