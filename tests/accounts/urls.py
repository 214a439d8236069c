"""Two staff pages and one for everybody, so that guards are tested without any workspace."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import include, path

from trackchild.accounts.guards import ViewerRequest, requires
from trackchild.accounts.permissions import Permission


@requires(Permission.OWN_ACCOUNT)
def home(request: ViewerRequest) -> HttpResponse:
    """A desk."""
    return HttpResponse(f"{request.viewer.name} {request.viewer.route}")


@requires(Permission.CASE_READ)
def cases(request: ViewerRequest) -> HttpResponse:
    """A page that only some roles have."""
    return HttpResponse("cases")


@requires(Permission.OWN_ACCOUNT)
def write(request: ViewerRequest) -> HttpResponse:
    """A page that changes a row without an action, as a forgetful programmer would."""
    request.sitting.user.__class__.objects.filter(pk=request.viewer.user_id).update(email="new@example.in")
    return HttpResponse("written")


@login_not_required
def citizens(request: object) -> HttpResponse:
    """A page for everybody."""
    return HttpResponse("welcome")


office = (
    [path("", home, name="home"), path("cases", cases, name="cases"), path("write", write, name="write")],
    "office",
)
urlpatterns = [
    path("account/", include("trackchild.accounts.urls")),
    path("office/", include(office)),
    path("ui/", include("trackchild.ui.urls")),
    path("", citizens),
]
