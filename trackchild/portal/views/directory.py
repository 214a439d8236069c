"""The directory of offices."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from trackchild.directory.queries import helplines
from trackchild.portal.forms.directory import WhereForm
from trackchild.portal.offices import shelves


@cache_control(private=True, max_age=60)
@login_not_required
@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """Helplines first; then the offices of a state and a district, telephone first."""
    form = WhereForm(request.GET)
    form.is_valid()
    state, district = form.cleaned_data.get("state"), form.cleaned_data.get("district")
    context = {
        "form": form,
        "helplines": helplines(),
        "chosen": state is not None,
        "district": district,
        "shelves": list(shelves(state=state, district=district)) if state is not None else [],
    }
    return render(request, "portal/directory.html", context)
