"""The operators' page: how messages flow, what is stuck, how each gateway is. Nobody's name, number or text is here."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from trackchild.accounts.guards import ViewerRequest, requires
from trackchild.accounts.models import User
from trackchild.accounts.permissions import Permission
from trackchild.messaging import actions, watching
from trackchild.messaging.models import Message, Replay
from trackchild.messaging.queries import masked
from trackchild.messaging.vocabulary import Channel, MessageClass
from trackchild.workspaces.pages import INVALID, show

from .calling import sentence_of
from .forms import ReplayForm
from .words import CHANNELS, LANES, STATUSES, TOLD

LOGGED = 20
TEMPLATE = "gateway_test"


@require_GET
@requires(Permission.GATEWAYS_RUN)
def overview(request: ViewerRequest) -> HttpResponse:
    """Everything an operator looks at in the morning, and when an alarm calls her."""
    return _page(request, ReplayForm())


@require_POST
@requires(Permission.GATEWAYS_RUN)
def replay(request: ViewerRequest) -> HttpResponse:
    """Messages that were given up go out once more; who let them, when and why is kept."""
    form = ReplayForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=INVALID)
    count = actions.replay(
        message_ids=form.cleaned_data["messages"],
        by_user=request.viewer.user_id,
        reason=form.cleaned_data["reason"],
        at=timezone.now(),
    )
    said = ngettext("%(count)s message goes out again.", "%(count)s messages go out again.", count)
    messages.success(request, said % {"count": count})
    return redirect("gateways:overview")


@require_POST
@requires(Permission.GATEWAYS_RUN)
def test_message(request: ViewerRequest) -> HttpResponse:
    """A message to the operator herself by the channel she chose, as urgent ones go."""
    user, now = User.objects.get(pk=request.viewer.user_id), timezone.now()
    channel = Channel.EMAIL if request.POST.get("channel") == Channel.EMAIL else Channel.SMS
    address = user.email if channel == Channel.EMAIL else user.phone
    if not address:
        messages.error(request, _("Your account has no address for this channel."))
        return redirect("gateways:overview")
    actions.queue_message(
        channel=channel,
        message_class=MessageClass.URGENT,
        template=TEMPLATE,
        language=user.language,
        subject=_("TrackChild: test of the gateway"),
        text=_("TrackChild: this is a test of the gateway. Nothing has happened."),
        dedupe_key=f"{TEMPLATE}:{user.pk}:{channel}:{now.timestamp():.0f}",
        to_phone=user.phone if channel == Channel.SMS else "",
        to_email=user.email if channel == Channel.EMAIL else "",
        recipient_id=user.pk,
        at=now,
    )
    messages.success(request, _("A test message is on its way to %(address)s.") % {"address": masked(address)})
    return redirect("gateways:overview")


def _page(request: ViewerRequest, form: ReplayForm, *, status: int = 200) -> HttpResponse:
    now = timezone.now()
    tests = Message.objects.filter(template=TEMPLATE, recipient=request.viewer.user_id).order_by("-pk")[:3]
    return show(
        request,
        "gateways/overview.html",
        {
            "now": now,
            "alarms": [(alarm, sentence_of(alarm)) for alarm in watching.alarms()],
            "routes": [(CHANNELS[route.channel], route, _told(route)) for route in watching.routes_now()],
            "lanes": [(LANES[lane.lane], lane) for lane in watching.queues(at=now)],
            "flow": [(CHANNELS[flow.channel], flow, flow.paise / 100) for flow in watching.flow(at=now)],
            "reasons": [(STATUSES[reason.status], reason) for reason in watching.reasons(at=now)],
            "form": form,
            "stuck": [(message, CHANNELS[message.channel], _hidden(message)) for message in form.stuck],
            "replays": _replays(),
            "tests": [(test, CHANNELS[test.channel], STATUSES[test.status]) for test in tests],
        },
        status=status,
    )


def _told(route: watching.RouteNow) -> list[tuple[Any, str]]:
    return [(TOLD[word], value) for word, value in route.tells.items() if word in TOLD and value]


def _hidden(message: Message) -> str:
    return masked(message.to_phone or message.to_email)


def _replays() -> list[tuple[Replay, str, int]]:
    rows = list(Replay.objects.order_by("-pk")[:LOGGED])
    names = dict(User.objects.filter(pk__in={row.by_user for row in rows}).values_list("pk", "name"))
    return [(row, names.get(row.by_user, ""), len(row.messages)) for row in rows]
