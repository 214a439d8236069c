"""What every message says: read it filled in, see its parts and cost, register a version, release another's."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from trackchild.accounts.guards import ViewerRequest, requires
from trackchild.accounts.permissions import Permission
from trackchild.messaging import catalogue, releasing
from trackchild.messaging.lint import cost_in_parts
from trackchild.messaging.models import Wording
from trackchild.messaging.vocabulary import Channel
from trackchild.ui.forms import PlainForm
from trackchild.workspaces.pages import show, status_of

DIGITS = r"^[0-9]{0,30}$"
HEADER = r"^([A-Za-z]{6}(-[PSTG])?)?$"


class WordingForm(PlainForm):
    """A version as it is registered: the text letter by letter, and its numbers."""

    text = forms.CharField(
        label=gettext_lazy("Text"),
        max_length=2000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=gettext_lazy("Variables are written %(name)s; the name of the sender is put in front by itself."),
    )
    entity_id = forms.RegexField(DIGITS, label=gettext_lazy("Entity id"), required=False)
    header = forms.RegexField(HEADER, label=gettext_lazy("Header, six letters"), required=False)
    dlt_template = forms.RegexField(DIGITS, label=gettext_lazy("Template id"), required=False)


@require_GET
@requires(Permission.WORDING_RELEASE)
def list_wordings(request: ViewerRequest) -> HttpResponse:
    """Every template in one language, with its parts; and the versions that wait for a second person."""
    language = _language(request.GET.get("language", "en"))
    context = {
        "rows": list(_rows(language)),
        "of_language": language,
        "languages": catalogue.languages().values(),
        "waiting": releasing.waiting(),
    }
    return show(request, "telling/list_wordings.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.WORDING_RELEASE)
def view_wording(request: ViewerRequest) -> HttpResponse:
    """One template in one language by SMS: as sent with sample words, as registered, its versions, and a new one."""
    language, key = _language(request.GET.get("language", "en")), request.GET.get("key", catalogue.every_key()[0])
    if key not in catalogue.every_key():
        raise Http404
    versions = Wording.objects.filter(key=key, language=language, channel=Channel.SMS).order_by("-version")
    held = releasing.in_force(key, language, Channel.SMS)
    text = held.text if held else catalogue.shipped(key, language, Channel.SMS)
    form = WordingForm(request.POST if request.method == "POST" else None, initial={"text": text})
    if form.is_bound and form.is_valid() and _propose(request, form, key, language):
        return redirect(request.get_full_path())
    context = {"key": key, "of_language": language, "versions": versions, "form": form, "goes": catalogue.goes_to(key)}
    return show(request, "telling/view_wording.html", context | _preview(text), status=status_of(form))


@require_POST
@requires(Permission.WORDING_RELEASE)
def decide_wording(request: ViewerRequest, wording_id: int) -> HttpResponse:
    """Release another person's version, or put it aside."""
    try:
        if request.POST.get("act") == "release":
            releasing.release(wording_id=wording_id, by_user=request.viewer.user_id, at=timezone.now())
        else:
            releasing.decline(wording_id=wording_id, at=timezone.now())
    except releasing.SamePerson:
        messages.error(request, _("You proposed this wording. Another person must release it."))
    except Wording.DoesNotExist:
        messages.error(request, _("Somebody has already decided on this wording."))
    return redirect("telling:list_wordings")


def _propose(request: ViewerRequest, form: WordingForm, key: str, language: str) -> bool:
    try:
        releasing.propose(
            key=key,
            language=language,
            channel=Channel.SMS,
            **form.cleaned_data,
            by_user=request.viewer.user_id,
            at=timezone.now(),
        )
    except releasing.NotFit as unfit:
        for finding in unfit.findings:
            form.add_error("text", finding.says)
        return False
    messages.success(request, _("The wording waits for a second person."))
    return True


def _rows(language: str) -> Iterator[tuple[str, str, int, str]]:
    held = {wording.key: wording for wording in releasing.released().filter(language=language, channel=Channel.SMS)}
    for key in catalogue.every_key():
        wording = held.get(key)
        text = wording.text if wording else catalogue.shipped(key, language, Channel.SMS)
        yield key, text, cost_in_parts(text, catalogue.samples()), wording.dlt_template if wording else ""


def _preview(text: str) -> dict[str, Any]:
    sent = catalogue.on_the_wire(catalogue.filled(text, catalogue.samples()), Channel.SMS)
    return {
        "sent": sent,
        "letters": len(sent),
        "registered": catalogue.as_registered(text),
        "parts": cost_in_parts(text, catalogue.samples()),
        "most_parts": cost_in_parts(text, catalogue.longest_values()),
    }


def _language(asked: str) -> str:
    if asked not in catalogue.languages():
        raise Http404
    return asked
