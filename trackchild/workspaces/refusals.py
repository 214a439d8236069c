"""Expected refusals of the domain as sentences a person can act on: one table, so that no page words them twice."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError
from django.forms import BaseForm
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trackchild.cases.actions.custody import NoStation
from trackchild.cases.actions.found import ReasonForDelay
from trackchild.cases.actions.handing import TransferRefused
from trackchild.cases.actions.missing import NothingProposed, TakesTwoPeople
from trackchild.cases.actions.publication import PublicationRefused
from trackchild.core.states import MoveNotAllowed
from trackchild.matching.actions import AskedByTheSameSide, DatesContradict, NotYourKey
from trackchild.matching.merging import KeepTheOther, MatchWouldBeLost, NotYourRecord, OtherOfficeMustAgree
from trackchild.photos.intake import PictureRefused
from trackchild.photos.vocabulary import REFUSALS as PICTURES
from trackchild.placements.actions import NotProduced

Words = str | Promise
CONFLICT, INVALID = 409, 422


@dataclass(frozen=True, slots=True)
class Refusal:
    """What the page answers: the status, the sentence, and the field it belongs to, if any."""

    status: int
    words: Words
    field: str | None = None


PLAIN: Mapping[type[Exception], Refusal] = {
    MoveNotAllowed: Refusal(CONFLICT, _("Somebody has already moved this record on. Look at its page again.")),
    TakesTwoPeople: Refusal(CONFLICT, _("This step takes a second person. You took the first step yourself.")),
    NothingProposed: Refusal(CONFLICT, _("The station has not proposed to close the case.")),
    NotYourKey: Refusal(CONFLICT, _("Your side has decided already, or this decision belongs to another office.")),
    AskedByTheSameSide: Refusal(CONFLICT, _("Your side has asked for the reversal. The other side must agree.")),
    NotYourRecord: Refusal(CONFLICT, _("The offices that keep the two records decide about them.")),
    OtherOfficeMustAgree: Refusal(
        CONFLICT, _("The other record belongs to another office. That office, or the one above both, must agree.")
    ),
    KeepTheOther: Refusal(
        INVALID, _("Keep the other record: it has the FIR, or the child lives in its home."), field="keep"
    ),
    MatchWouldBeLost: Refusal(
        CONFLICT,
        _(
            "The record that would go has a possible match that is being decided, or that the other record does not "
            "have. Decide that match first, or keep this record."
        ),
    ),
    NoStation: Refusal(CONFLICT, _("The directory names no police office for this district. Call the police: 112.")),
    NotProduced: Refusal(CONFLICT, _("The child must be produced before the committee first.")),
    ReasonForDelay: Refusal(
        INVALID, _("The legal time is over. Say why the child was produced late."), field="late_because"
    ),
    DatesContradict: Refusal(
        INVALID,
        _(
            "The child was found on a day before the missing child was last seen. One of the two dates must be "
            "corrected first."
        ),
    ),
}
TRANSFER: Mapping[str, Words] = {
    "same": _("The case is with this office already."),
    "kind": _("Only a police station, an anti-human-trafficking unit or the state crime branch takes a case over."),
    "open": _("The case is offered to another office already."),
    "not_offered": _("The case is not offered to your office any more."),
    "early": _("The four months are not over yet."),
    "no_unit": _("The directory names no anti-human-trafficking unit for this district."),
}
PUBLICATION: Mapping[str, Words] = {
    "consent": _("The guardian’s consent must be recorded first."),
    "offence": _("The law does not allow this child to be shown to the public."),
    "same_person": _("You recorded the consent yourself. Another officer must order the publication."),
    "standing": _("A publication already stands."),
    "permission": _("The committee’s written permission must be filed first, with its number."),
    "scope": _("Say what the permission lists."),
    "period": _("The permission must be of today or earlier, and must not have ended."),
    "law": _("A child alleged to be in conflict with law, or not yet before the committee, is shown to nobody."),
}
CONSTRAINTS: Mapping[str, Words] = {
    "cases_missing_gd_at_not_before_received_at": _(
        "The diary entry cannot be older than the complaint. Check the date and time of the diary entry."
    ),
    "cases_missing_fir_at_not_before_gd_at": _(
        "The FIR cannot be older than the diary entry. Check the date and time of the FIR."
    ),
    "cases_missing_fir_at_not_before_received_at": _(
        "The FIR cannot be older than the complaint. Check the date and time of the FIR."
    ),
    "cases_missing_received_at_not_before_last_seen_at": _(
        "The complaint cannot be older than the moment the child was last seen. Check the two dates."
    ),
    "cases_missing_fir_follows_a_diary_entry": _("An FIR needs a number, and a diary entry with its number before it."),
    "cases_missing_child_was_under_18": _(
        "A child is under 18 when last seen. Check the age, or register the case as that of an adult woman."
    ),
    "cases_found_charge_taken_at_not_before_found_at": _("The child cannot be taken into charge before it was found."),
    "cases_found_produced_at_not_before_charge_taken_at": _(
        "The child cannot be produced before it was taken into charge."
    ),
    "cases_found_admitted_at_not_before_charge_taken_at": _(
        "The child cannot be admitted before it was taken into charge."
    ),
    "matching_one_child_per_case": _("Another found child is already confirmed for this missing case."),
    "matching_one_case_per_child": _("Another missing case is already confirmed for this found child."),
    "matching_two_keys_are_two_people": _("The two keys of a pair are turned by two people."),
    "placements_one_open_restoration": _("A way home is already open for this child."),
}
"""What the database refuses whatever the page thought, by the name of the promise."""


EXPECTED: tuple[type[Exception], ...] = (*PLAIN, PublicationRefused, TransferRefused, PictureRefused, IntegrityError)
"""Everything else is a fault and must reach the error log."""


def refusal_of(error: Exception) -> Refusal | None:
    """The refusal an error stands for; None for an error nobody expected."""
    if isinstance(error, PublicationRefused):
        return Refusal(CONFLICT, PUBLICATION[error.reason])
    if isinstance(error, TransferRefused):
        return Refusal(CONFLICT, TRANSFER[error.reason])
    if isinstance(error, PictureRefused):
        return Refusal(INVALID, PICTURES[error.reason], field="picture")
    if isinstance(error, IntegrityError):
        words = CONSTRAINTS.get(_constraint(error))
        return Refusal(INVALID, words) if words else None
    return PLAIN.get(type(error))


def _constraint(error: IntegrityError) -> str:
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", None) or ""


def attempt(form: BaseForm, call: Callable[[], Any]) -> tuple[Any, int]:
    """Call an action; an expected refusal becomes an error of the form. Returns (answer, 0) or (None, status)."""
    try:
        return call(), 0
    except EXPECTED as error:
        refusal = refusal_of(error)
        if refusal is None:
            raise
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.words))
        return None, refusal.status
