"""What an officer wants to hear beyond her duties. A duty reaches her whatever she chooses here."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from trackchild.accounts.guards import ViewerRequest, requires
from trackchild.accounts.permissions import Permission
from trackchild.alerts import wishes
from trackchild.alerts.vocabulary import Digest, Notes
from trackchild.ui.forms import PlainForm
from trackchild.workspaces.pages import show, status_of


class WishForm(PlainForm):
    """Three choices; none of them touches a duty."""

    notes = forms.ChoiceField(
        label=gettext_lazy("Messages for my knowledge"), choices=Notes.choices, widget=forms.RadioSelect
    )
    sms_for_notices = forms.BooleanField(
        label=gettext_lazy("Send me notices of searches by SMS too"),
        required=False,
        help_text=gettext_lazy("A search graded critical always comes at once in the application."),
    )
    digest = forms.ChoiceField(label=gettext_lazy("Summary by mail"), choices=Digest.choices, widget=forms.RadioSelect)


@require_http_methods(["GET", "POST"])
@requires(Permission.OWN_ACCOUNT)
def my_wishes(request: ViewerRequest) -> HttpResponse:
    """Read and change one's wishes."""
    held = wishes.wishes_of(request.viewer.user_id)
    now = {"notes": held.notes, "sms_for_notices": held.sms_for_notices, "digest": held.digest}
    form = WishForm(request.POST if request.method == "POST" else None, initial=now)
    if form.is_bound and form.is_valid():
        wishes.keep_wishes(**form.cleaned_data, by=request.viewer)
        messages.success(request, _("Your wishes are kept."))
        return redirect("telling:my_wishes")
    return show(request, "telling/my_wishes.html", {"form": form}, status=status_of(form))
