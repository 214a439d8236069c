"""Reading and keeping what a person wants to hear beyond her duties."""

from trackchild.accounts.acting import action
from trackchild.accounts.viewer import Viewer

from .models import Preference


def wishes_of(user_id: int) -> Preference:
    """A person's wishes; the usual ones when she has said nothing."""
    return Preference.objects.filter(user_id=user_id).first() or Preference(user_id=user_id)


@action
def keep_wishes(*, notes: str, sms_for_notices: bool, digest: str, by: Viewer) -> Preference:
    """Keep the person's own wishes."""
    wanted = {"notes": notes, "sms_for_notices": sms_for_notices, "digest": digest}
    held, _is_new = Preference.objects.update_or_create(user_id=by.user_id, defaults=wanted)
    return held
