"""Rows of the matching package."""

from .agents import AgentHit, SearchAgent, SearchSide
from .duplicates import DuplicateKind, DuplicatePair
from .faces import FaceSearch, FaceSide
from .impressions import FirstImpression, Leaning
from .matcher import AskedSide, DescriptionChange, MatcherPulse, SuggestionRequest, WholeRun
from .pairs import Candidate, Opinion, RejectReason, ReportHit

__all__ = [
    "AgentHit",
    "AskedSide",
    "Candidate",
    "DescriptionChange",
    "DuplicateKind",
    "DuplicatePair",
    "FaceSearch",
    "FaceSide",
    "FirstImpression",
    "Leaning",
    "MatcherPulse",
    "Opinion",
    "RejectReason",
    "ReportHit",
    "SearchAgent",
    "SearchSide",
    "SuggestionRequest",
    "WholeRun",
]
