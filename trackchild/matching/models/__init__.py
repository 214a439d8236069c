"""Rows of the matching package."""

from .duplicates import DuplicateKind, DuplicatePair
from .matcher import AskedSide, DescriptionChange, MatcherPulse, SuggestionRequest
from .pairs import Candidate, Opinion, RejectReason, ReportHit

__all__ = [
    "AskedSide",
    "Candidate",
    "DescriptionChange",
    "DuplicateKind",
    "DuplicatePair",
    "MatcherPulse",
    "Opinion",
    "RejectReason",
    "ReportHit",
    "SuggestionRequest",
]
