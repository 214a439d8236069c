"""What is near: the point of a telephone becomes a district at once, is kept nowhere and stands in no address."""

from urllib.parse import urlencode

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from trackchild.geography.queries import nearest_district
from trackchild.portal.forms.place import INDIA

PLACES = {"children": "portal:gallery", "offices": "portal:directory"}


class PointForm(forms.Form):
    """Where the telephone is, and what is looked for."""

    lat = forms.FloatField(min_value=INDIA["lat"][0], max_value=INDIA["lat"][1])
    lon = forms.FloatField(min_value=INDIA["lon"][0], max_value=INDIA["lon"][1])
    what = forms.ChoiceField(choices=[(key, key) for key in PLACES])


@sensitive_post_parameters()
@login_not_required
@require_POST
def near(request: HttpRequest) -> HttpResponse:
    """On to the list of the nearest district; without a usable point to the whole list."""
    form = PointForm(request.POST)
    if not form.is_valid():
        return redirect(PLACES.get(request.POST.get("what", ""), "portal:home"))
    page = reverse(PLACES[form.cleaned_data["what"]])
    district = nearest_district(form.cleaned_data["lat"], form.cleaned_data["lon"])
    if district is None:
        return redirect(page)
    return redirect(f"{page}?{urlencode({'state': district.state_id, 'district': district.pk})}")
