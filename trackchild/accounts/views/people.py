"""Looking after people: whom an administrator posts, ends and helps to sign in again; and who looked at a record."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from trackchild.accounts import actions as account_actions
from trackchild.accounts import queries
from trackchild.accounts.forms import PostAgainForm, PostPersonForm, RenewSecondFactorForm
from trackchild.accounts.guards import ViewerRequest, requires
from trackchild.accounts.permissions import Permission, Role
from trackchild.audit.looks import note_looks

from .frame import INVALID, show, status_of

PAGE = 25


@require_GET
@requires(Permission.PEOPLE_MANAGE)
def people(request: ViewerRequest) -> HttpResponse:
    """Everybody posted within reach, office by office."""
    office = request.GET.get("office", "").strip()
    postings = queries.people_within(request.viewer, office=office)
    page = Paginator(postings, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "office": office, "managed": queries.managed_ids(request.viewer, page)}
    return show(request, "accounts/people.html", context)


@require_GET
@requires(Permission.PEOPLE_MANAGE)
def choose_office(request: ViewerRequest) -> HttpResponse:
    """The office in which somebody is to be posted."""
    office = request.GET.get("office", "").strip()
    offices = queries.offices_to_post_to(request.viewer)
    if office:
        offices = offices.filter(name__icontains=office)
    page = Paginator(offices, PAGE).get_page(request.GET.get("page"))
    return show(request, "accounts/choose_office.html", {"page": page, "office": office})


@require_http_methods(["GET", "POST"])
@requires(Permission.PEOPLE_MANAGE)
def post_person(request: ViewerRequest, agency_id: int) -> HttpResponse:
    """An account and a posting for somebody new; her first password is shown once."""
    agency = get_object_or_404(queries.offices_to_post_to(request.viewer), pk=agency_id)
    form = PostPersonForm(request.POST or None, roles=queries.roles_to_give(request.viewer, agency))
    if request.method == "POST" and form.is_valid():
        try:
            posted = account_actions.post_person(
                **(form.cleaned_data | {"role": Role(form.cleaned_data["role"])}),
                agency_id=agency.pk,
                by=request.viewer,
                at=timezone.now(),
            )
        except account_actions.SignInNameTaken:
            form.add_error(
                "username",
                _("Somebody has this sign-in name. If it is the same person, post her with the account she has."),
            )
        else:
            return show(request, "accounts/password_once.html", {"person": posted.user, "password": posted.password})
    return show(request, "accounts/post_person.html", {"form": form, "agency": agency}, status=status_of(form))


@require_http_methods(["GET", "POST"])
@requires(Permission.PEOPLE_MANAGE)
def post_again(request: ViewerRequest, agency_id: int) -> HttpResponse:
    """A posting for somebody who has an account."""
    agency = get_object_or_404(queries.offices_to_post_to(request.viewer), pk=agency_id)
    form = PostAgainForm(request.POST or None, roles=queries.roles_to_give(request.viewer, agency))
    if request.method == "POST" and form.is_valid():
        try:
            account_actions.post_again(
                **(form.cleaned_data | {"role": Role(form.cleaned_data["role"])}),
                agency_id=agency.pk,
                by=request.viewer,
                at=timezone.now(),
            )
        except account_actions.NobodyOfThisName:
            form.add_error("username", _("Nobody has this sign-in name."))
        except account_actions.AlreadyPosted:
            form.add_error("role", _("This person already has this role in this office."))
        else:
            return redirect("accounts:people")
    return show(request, "accounts/post_again.html", {"form": form, "agency": agency}, status=status_of(form))


@require_GET
@requires(Permission.PEOPLE_MANAGE)
def posting(request: ViewerRequest, posting_id: int) -> HttpResponse:
    """One posting, and what may be done about it."""
    return _show_posting(request, posting_id, RenewSecondFactorForm())


def _show_posting(
    request: ViewerRequest, posting_id: int, form: RenewSecondFactorForm, *, problem: str = ""
) -> HttpResponse:
    found = queries.get_managed_posting(request.viewer, posting_id)
    context = {
        "posting": found,
        "looks_after": queries.looks_after(request.viewer, found.user_id),
        "form": form,
        "problem": problem,
    }
    return show(request, "accounts/posting.html", context, status=INVALID if problem else status_of(form))


@require_POST
@requires(Permission.PEOPLE_MANAGE)
def end_posting(request: ViewerRequest, posting_id: int) -> HttpResponse:
    """The person leaves this office."""
    try:
        account_actions.end_posting(posting_id=posting_id, by=request.viewer, at=timezone.now())
    except account_actions.LastAdministratorPosting:
        words = _("This is your own last posting as an administrator. Another administrator has to end it.")
        return _show_posting(request, posting_id, RenewSecondFactorForm(), problem=words)
    return redirect("accounts:people")


@require_POST
@requires(Permission.PEOPLE_MANAGE)
def reset_password(request: ViewerRequest, posting_id: int) -> HttpResponse:
    """A one-time password for somebody who forgot hers, shown once."""
    found = queries.get_managed_posting(request.viewer, posting_id)
    try:
        password = account_actions.reset_password(posting_id=posting_id, by=request.viewer, at=timezone.now())
    except account_actions.MayNotAppoint as error:
        raise Http404 from error
    return show(request, "accounts/password_once.html", {"person": found.user, "password": password})


@require_POST
@requires(Permission.PEOPLE_MANAGE)
def renew_second_factor(request: ViewerRequest, posting_id: int) -> HttpResponse:
    """A new telephone of record for somebody who lost hers."""
    form = RenewSecondFactorForm(request.POST)
    if not form.is_valid():
        return _show_posting(request, posting_id, form)
    try:
        account_actions.renew_second_factor(
            posting_id=posting_id, phone=form.cleaned_data["phone"], by=request.viewer, at=timezone.now()
        )
    except account_actions.MayNotAppoint as error:
        raise Http404 from error
    return redirect("accounts:posting", posting_id=posting_id)


@require_http_methods(["GET", "POST"])
@requires(Permission.LOOKS_READ)
def looks(request: ViewerRequest) -> HttpResponse:
    """Who looked at a record. The question is itself a look, so that supervisors are seen too."""
    record_id = request.POST.get("record", "").strip()[:40]
    found = None
    if record_id:
        found = queries.looks_at(request.viewer, record_id)
        note_looks(
            user_id=request.viewer.user_id,
            posting_id=request.viewer.posting_id,
            route=request.viewer.route,
            kind="looks",
            record_ids=[record_id],
        )
    return show(request, "accounts/looks.html", {"record": record_id, "found": found})
