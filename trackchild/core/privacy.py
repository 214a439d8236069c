"""How far a field may travel. One scale for the whole house (domain: redaction tiers T0 to T5).

Every model about people carries `PRIVACY = {"field": Tier.T2, ...}`; a contract test requires every field.
"""

from enum import IntEnum


class Tier(IntEnum):
    """The lowest circle that may read a field. A reader of tier n reads every field of tier n or below."""

    T0 = 0
    """Everybody: the public card of a published child, offices, counts."""
    T1 = 1
    """The verified reporter of this child, and the other side of an open candidate (the comparison tier)."""
    T2 = 2
    """Any officer with reach to the record, without the detail of an offence."""
    T3 = 3
    """The office that owns the record, its committee and their supervisors."""
    T4 = 4
    """Detail of an offence or abuse: the investigating office, the committee, the superintendent of police."""
    T5 = 5
    """Sealed: keys, secrets, originals; opened by nobody through a page."""
