"""The records of the register: missing cases, found children, reports, the people behind them, the timeline."""

from .found import FoundChild
from .missing import Consent, MissingCase, Publication, RiskAssessment
from .people import Contact, ContactPhone
from .publications import FoundPublication
from .reports import CitizenReport
from .timeline import TimelineEvent

__all__ = [
    "CitizenReport",
    "Consent",
    "Contact",
    "ContactPhone",
    "FoundChild",
    "FoundPublication",
    "MissingCase",
    "Publication",
    "RiskAssessment",
    "TimelineEvent",
]
