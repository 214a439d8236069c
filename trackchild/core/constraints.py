"""Promises the database keeps for every record, written once."""

from django.db.models import CheckConstraint, F, Q


def paired(label: str, *names: str) -> list[CheckConstraint]:
    """When something was done and who did it are known together or not at all, for each `name_at`/`name_by`."""
    return [
        CheckConstraint(
            condition=Q(**{f"{name}_at": None, f"{name}_by": None})
            | Q(**{f"{name}_at__isnull": False, f"{name}_by__isnull": False}),
            name=f"{label}_{name}_at_and_by_together",
        )
        for name in names
    ]


def in_order(label: str, earlier: str, later: str) -> CheckConstraint:
    """`later` is not before `earlier`, where both are known."""
    return CheckConstraint(
        condition=Q(**{f"{earlier}__isnull": True})
        | Q(**{f"{later}__isnull": True})
        | Q(**{f"{later}__gte": F(earlier)}),
        name=f"{label}_{later}_not_before_{earlier}",
    )
