"""How to sign in to a demonstration country. The administrator's password is made anew for each data folder."""

import secrets

from django.conf import settings

from trackchild.accounts.models import Posting

TOUR_PEOPLE = ("sho.howrah", "si.howrah", "home.patna", "cwc.patna", "sp.howrah", "dcpu.patna", "nodal.wb", "admin")


def demo_password() -> str:
    """The demo administrator's password, kept in the data folder so that `bin/up` can show it again."""
    kept = settings.DATA / "demo-password"
    if not kept.exists():
        settings.DATA.mkdir(parents=True, exist_ok=True)
        kept.write_text(f"demo-{secrets.token_urlsafe(9)}")
        kept.chmod(0o600)
    return kept.read_text()


def tour_sign_ins() -> list[tuple[str, str, str]]:
    """Sign-in name, person and office of those the tour visits."""
    postings = Posting.objects.current().with_agency().filter(user__username__in=TOUR_PEOPLE)
    by_name = {posting.user.username: posting for posting in postings}
    return [(name, by_name[name].user.name, by_name[name].agency.name) for name in TOUR_PEOPLE if name in by_name]
