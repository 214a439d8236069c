"""The ways out of the house, each behind one small interface: `Provider.send`."""

from .base import Browser, Gone, NotTaken, Outgoing, Paper, Provider, Refused, Telling, Unreachable
from .recording import RecordingProvider

__all__ = [
    "Browser",
    "Gone",
    "NotTaken",
    "Outgoing",
    "Paper",
    "Provider",
    "RecordingProvider",
    "Refused",
    "Telling",
    "Unreachable",
]
