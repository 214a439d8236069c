"""Rows of the matching package."""

from .duplicates import DuplicateKind, DuplicatePair
from .impressions import FirstImpression, Leaning
from .matcher import AskedSide, DescriptionChange, MatcherPulse, SuggestionRequest
from .pairs import Candidate, Opinion, RejectReason, ReportHit

__all__ = [
    "AskedSide",
    "Candidate",
    "DescriptionChange",
    "DuplicateKind",
    "DuplicatePair",
    "FirstImpression",
    "Leaning",
    "MatcherPulse",
    "Opinion",
    "RejectReason",
    "ReportHit",
    "SuggestionRequest",
]
