"""The steps of a station and a superintendent with a missing case: one row a step."""

from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from trackchild.accounts.permissions import Permission as P
from trackchild.cases.actions import handing
from trackchild.cases.actions import missing as missing_actions
from trackchild.cases.actions import publication as publication_actions
from trackchild.cases.queries import get_case
from trackchild.cases.rules import CLOCKS, PUBLICATION_WARNING, Clock
from trackchild.cases.states import MISSING_CASE, CaseMove
from trackchild.directory.kinds import STATIONS
from trackchild.workspaces.acting import Act, Asked, Desk, WordsForm

from . import case_forms as forms

CASES = Desk("police", "police:view_case", get_case)


def _case(move: CaseMove) -> dict[str, Any]:
    rule = MISSING_CASE.moves[move]
    return {"permission": P(rule.permission), "starts": rule.start}


def _is_offered_here(asked: Asked) -> bool:
    return bool(asked.record.offered_to_id == asked.viewer.agency_id)


def _is_for_ahtu(asked: Asked) -> bool:
    """The station still has it, and the four months are over."""
    is_own = asked.record.owner_id == asked.viewer.agency_id and asked.viewer.agency_kind in STATIONS
    return bool(is_own and asked.at >= CLOCKS[Clock.HAND_TO_AHTU].due(asked.record.received_at))


def _standing(asked: Asked) -> Any:
    rows = asked.record.publications.filter(withdrawn_at=None, expires_on__gte=localdate(asked.at))
    return rows.first()


def _stands(asked: Asked) -> bool:
    return _standing(asked) is not None


def _ends_soon(asked: Asked) -> bool:
    """Near its end a publication may be renewed, by a new consent and another officer's order."""
    standing = _standing(asked)
    return standing is not None and standing.expires_on <= localdate(asked.at + PUBLICATION_WARNING)


def _may_renew(asked: Asked) -> bool:
    standing = _standing(asked)
    return standing is not None and asked.record.consents.filter(recorded_at__gt=standing.ordered_at).exists()


CASE_ACTS: tuple[Act, ...] = (
    Act(
        "intimate_case",
        **_case(CaseMove.INTIMATE),
        verb=_("Enter in the general diary"),
        title=_("Enter the complaint in the general diary"),
        hint=_("From the complaint on there are 24 hours to register the FIR."),
        done=_("The complaint stands in the general diary."),
        form=forms.IntimateForm,
        run=lambda asked, given: missing_actions.intimate(
            case_id=asked.record.pk, gd_number=given["gd_number"], gd_at=given["gd_at"], by=asked.viewer, at=asked.at
        ),
    ),
    Act(
        "register_fir",
        **_case(CaseMove.REGISTER_FIR),
        verb=_("Register the FIR"),
        title=_("Register the FIR"),
        hint=_("A child under 18 who is missing is presumed to be kidnapped until the contrary is shown."),
        done=_("The FIR is registered."),
        form=forms.FirForm,
        run=lambda asked, given: missing_actions.register_fir(
            case_id=asked.record.pk,
            fir_number=given["fir_number"],
            fir_at=given["fir_at"],
            fir_sections=given["fir_sections"],
            by=asked.viewer,
            at=asked.at,
        ),
    ),
    Act(
        "explain_no_fir",
        **_case(CaseMove.EXPLAIN_NO_FIR),
        verb=_("Explain why there is no FIR"),
        title=_("Explain why there is no FIR yet"),
        hint=_("The superintendent of police sees the reason. The clock does not stop."),
        label=_("Reason"),
        done=_("The reason is recorded."),
        tone="quiet",
        form=WordsForm,
        run=lambda asked, given: missing_actions.explain_no_fir(
            case_id=asked.record.pk, reason=given["words"], by=asked.viewer, at=asked.at
        ),
    ),
    Act(
        "call_not_a_case",
        **_case(CaseMove.CALL_NOT_A_CASE),
        verb=_("Not a case"),
        title=_("The station holds that there is no case"),
        hint=_(
            "The child came back within hours, or it is a duplicate. The juvenile police unit reviews the decision."
        ),
        label=_("Reason"),
        done=_("The decision is recorded."),
        tone="quiet",
        form=WordsForm,
        run=lambda asked, given: missing_actions.call_not_a_case(
            case_id=asked.record.pk, reason=given["words"], by=asked.viewer, at=asked.at
        ),
    ),
    Act(
        "begin_investigation",
        **_case(CaseMove.INVESTIGATE),
        verb=_("Begin the investigation"),
        title=_("Name the investigating officer"),
        done=_("The investigation has begun."),
        form=forms.InvestigatorForm,
        run=lambda asked, given: missing_actions.begin_investigation(
            case_id=asked.record.pk,
            investigator=given["investigator"],
            rank=given["rank"],
            phone=given["phone"],
            by=asked.viewer,
            at=asked.at,
        ),
    ),
    Act(
        "grade_risk",
        **_case(CaseMove.GRADE),
        verb=_("Grade the risk"),
        title=_("What danger is the child in?"),
        hint=_(
            "Tick what is true. Age, girl or boy and the hours since the child was last seen are counted by themselves."
        ),
        done=_("The risk is graded."),
        tone="quiet",
        form=forms.RiskForm,
        run=lambda asked, given: missing_actions.assess_risk(
            case_id=asked.record.pk,
            answers={name: given[name] for name in forms.RISKS},
            by=asked.viewer,
            at=asked.at,
        ),
    ),
    Act(
        "add_note",
        **_case(CaseMove.NOTE),
        verb=_("Add a note"),
        title=_("Add a note to the timeline"),
        label=_("Note"),
        done=_("The note is added."),
        tone="quiet",
        form=WordsForm,
        run=lambda asked, given: missing_actions.add_note(
            case_id=asked.record.pk, text=given["words"], by=asked.viewer, at=asked.at
        ),
    ),
    Act(
        "offer_transfer",
        **_case(CaseMove.OFFER_TRANSFER),
        verb=_("Offer to another office"),
        title=_("Offer the case to the office it belongs to"),
        hint=_("It stays with you until that office accepts. A complaint is never refused for want of jurisdiction."),
        done=_("The case is offered."),
        tone="quiet",
        form=forms.TransferForm,
        also=lambda asked: asked.record.owner_id == asked.viewer.agency_id and not asked.record.offered_to_id,
        run=lambda asked, given: handing.offer_transfer(
            case_id=asked.record.pk, to_id=given["office"].pk, reason=given["words"], by=asked.viewer, at=asked.at
        ),
    ),
    Act(
        "accept_transfer",
        **_case(CaseMove.ACCEPT_TRANSFER),
        verb=_("Accept the case"),
        title=_("Your office takes the case over"),
        hint=_("Its clocks go on as they stand: none begins anew."),
        done=_("The case is yours."),
        also=_is_offered_here,
        run=lambda asked, given: handing.accept_transfer(case_id=asked.record.pk, by=asked.viewer, at=asked.at),
    ),
    Act(
        "refuse_transfer",
        **_case(CaseMove.REFUSE_TRANSFER),
        verb=_("Give the offer back"),
        title=_("The case does not belong to your office"),
        label=_("Reason"),
        done=_("The offer is given back."),
        tone="quiet",
        form=WordsForm,
        also=_is_offered_here,
        run=lambda asked, given: handing.refuse_transfer(
            case_id=asked.record.pk, reason=given["words"], by=asked.viewer, at=asked.at
        ),
        after=lambda record, case: reverse("office:home"),
    ),
    Act(
        "hand_to_ahtu",
        **_case(CaseMove.HAND_TO_AHTU),
        verb=_("Hand over to the anti-human-trafficking unit"),
        title=_("Four months have passed: the unit of the district takes over"),
        hint=_("The family is told who searches from now on."),
        done=_("The unit has the case."),
        also=_is_for_ahtu,
        run=lambda asked, given: handing.hand_to_ahtu(case_id=asked.record.pk, by=asked.viewer, at=asked.at),
        after=lambda record, case: reverse("office:home"),
    ),
    Act(
        "guard_case",
        **_case(CaseMove.GUARD),
        verb=_("Guard the child"),
        title=_("Whoever complained shall learn nothing of the child"),
        hint=_("For a parent or somebody else who may be the danger. Messages stop; the status page stays as it is."),
        label=_("Reason"),
        done=_("The case is guarded."),
        tone="quiet",
        form=WordsForm,
        also=lambda asked: asked.record.guarded_at is None,
        run=lambda asked, given: missing_actions.guard_case(
            case_id=asked.record.pk, reason=given["words"], by=asked.viewer, at=asked.at
        ),
    ),
    Act(
        "unguard_case",
        **_case(CaseMove.UNGUARD),
        verb=_("End the guard"),
        title=_("Whoever complained may read again what happens"),
        label=_("Reason"),
        done=_("The guard is off."),
        tone="quiet",
        form=WordsForm,
        also=lambda asked: asked.record.guarded_at is not None,
        run=lambda asked, given: missing_actions.unguard_case(
            case_id=asked.record.pk, reason=given["words"], by=asked.viewer, at=asked.at
        ),
    ),
    Act(
        "record_consent",
        permission=P.CASE_REGISTER,
        starts=MISSING_CASE.moves[CaseMove.PUBLISH].start,
        verb=_("Record the guardian’s consent"),
        title=_("Consent of the guardian to show the child to the public"),
        hint=_("Another officer then orders the publication."),
        done=_("The consent is recorded. Another officer may order the publication."),
        tone="quiet",
        form=forms.ConsentForm,
        run=lambda asked, given: publication_actions.record_consent(
            case_id=asked.record.pk,
            consent_by=given["consent_by"],
            consent_on=given["consent_on"],
            full_name=given["full_name"],
            by=asked.viewer,
            at=asked.at,
        ),
        also=lambda asked: not _stands(asked) or _ends_soon(asked),
    ),
    Act(
        "publish_case",
        **_case(CaseMove.PUBLISH),
        verb=_("Order the publication"),
        title=_("Show the child to the public"),
        hint=_("The card stands for 90 days and ends at once when the child is traced."),
        done=_("The child is shown to the public."),
        form=forms.PublishForm,
        run=lambda asked, given: publication_actions.publish(
            case_id=asked.record.pk,
            consent_id=given["consent"].pk,
            full_name=given["full_name"],
            by=asked.viewer,
            at=asked.at,
        ),
        also=lambda asked: asked.record.consents.exists() and not _stands(asked),
    ),
    Act(
        "renew_case",
        **_case(CaseMove.PUBLISH),
        verb=_("Renew the publication"),
        title=_("Show the child to the public for 90 days more"),
        hint=_("The guardian has consented again; an officer other than the one who recorded it orders."),
        done=_("The publication is renewed."),
        form=forms.RenewForm,
        run=lambda asked, given: publication_actions.renew(
            case_id=asked.record.pk,
            consent_id=given["consent"].pk,
            full_name=given["full_name"],
            by=asked.viewer,
            at=asked.at,
        ),
        also=_may_renew,
    ),
    Act(
        "withdraw_case",
        **_case(CaseMove.WITHDRAW),
        verb=_("Withdraw the publication"),
        title=_("End the publication"),
        label=_("Reason"),
        done=_("The child is no longer shown to the public."),
        tone="quiet",
        form=WordsForm,
        run=lambda asked, given: publication_actions.withdraw(
            case_id=asked.record.pk, reason=given["words"], by=asked.viewer, at=asked.at
        ),
        also=_stands,
    ),
    Act(
        "propose_closure",
        **_case(CaseMove.PROPOSE_CLOSURE),
        verb=_("Propose to close the case"),
        title=_("Propose to close the case"),
        hint=_("The superintendent of police decides within seven days. A child’s case is never closed as untraced."),
        done=_("The proposal lies with the superintendent of police."),
        form=forms.ClosureForm,
        run=lambda asked, given: missing_actions.propose_closure(
            case_id=asked.record.pk,
            reason=given["reason"],
            words=given["words"],
            racket_found=given["racket_found"],
            by=asked.viewer,
            at=asked.at,
        ),
        also=lambda asked: asked.record.closure_proposed_at is None,
    ),
    Act(
        "close_case",
        **_case(CaseMove.CLOSE),
        verb=_("Close the case"),
        title=_("Close the case as the station proposes"),
        done=_("The case is closed."),
        tone="danger",
        run=lambda asked, given: missing_actions.close_case(case_id=asked.record.pk, by=asked.viewer, at=asked.at),
        also=lambda asked: asked.record.closure_proposed_at is not None,
    ),
    Act(
        "reopen_case",
        **_case(CaseMove.REOPEN),
        verb=_("Open the case again"),
        title=_("Open the case again"),
        label=_("Reason"),
        done=_("The case is open again."),
        tone="quiet",
        form=WordsForm,
        run=lambda asked, given: missing_actions.reopen_case(
            case_id=asked.record.pk, reason=given["words"], by=asked.viewer, at=asked.at
        ),
    ),
)
