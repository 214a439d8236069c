"""How much legal time is left, in words and a tone; a colour never speaks alone."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from trackchild.ui.templatetags.ui import DAY, URGENT, span


def due_words(due: datetime | None, now: datetime) -> tuple[str, str]:
    """("3 hours left", "danger"): what a tag shows and how it is coloured. Nothing for a duty without a clock."""
    if due is None:
        return "", ""
    left = due - now
    if left < timedelta():
        return _("Overdue by %(time)s") % {"time": span(-left)}, "danger"
    tone = "danger" if left <= URGENT else "warn" if left <= DAY else ""
    return _("%(time)s left") % {"time": span(left)}, tone
