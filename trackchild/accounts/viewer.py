"""Who is asking, in which office and role, by which page: one frozen value handed to every action and query."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from .grants import reach_of
from .permissions import Permission, Reach, Role

if TYPE_CHECKING:
    from .models import Posting


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person acting in one posting. `route` is the name of the page, kept with every look."""

    user_id: int
    posting_id: int
    role: Role
    agency_id: int
    agency_kind: str
    district_code: int | None
    state_code: int | None
    name: str
    language: str
    route: str = ""

    @classmethod
    def of(cls, posting: "Posting", *, route: str = "") -> Self:
        """The viewer of a posting; the posting's agency and user are read."""
        agency = posting.agency
        return cls(
            user_id=posting.user_id,
            posting_id=posting.pk,
            role=Role(posting.role),
            agency_id=agency.pk,
            agency_kind=agency.kind,
            district_code=agency.district_id,
            state_code=agency.state_id,
            name=posting.user.name,
            language=posting.user.language,
            route=route,
        )

    def on(self, route: str) -> Self:
        """The same viewer on another page."""
        return replace(self, route=route)

    def reach(self, permission: Permission) -> Reach | None:
        """How far this viewer's permission goes; None when it is not held."""
        return reach_of(self.role, permission)

    def may(self, permission: Permission) -> bool:
        """Whether the permission is held at any reach."""
        return self.reach(permission) is not None
