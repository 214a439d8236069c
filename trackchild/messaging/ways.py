"""One way out of the house as the operator configured it: which provider, how much of the flow, how fast."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Way:
    """A row of the setting `MESSAGE_ROUTES`."""

    name: str
    provider: str
    """Dotted path of its class."""
    weight: int = 100
    """Its share of the flow, against the weights of the channel's other routes."""
    rate: float = 0
    """Messages a second the gateway takes; 0 where it does not say."""
    price: int = 0
    """Paise for one part."""
    tells_delivery: bool = False
    """Whether it reports later what became of a message."""
    options: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Addresses and keys of this provider."""
