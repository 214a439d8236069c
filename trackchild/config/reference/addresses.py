"""Every address of the house, found by walking the resolver: for the printed matrix and for the tests of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern

from trackchild.accounts.permissions import Permission


@dataclass(frozen=True, slots=True)
class Route:
    """One address: its name with namespaces, its pattern, the view behind it and the parameters it takes."""

    name: str
    pattern: str
    view: Callable[..., Any]
    parameters: tuple[tuple[str, type], ...]

    @property
    def is_public(self) -> bool:
        """Whether the view says aloud that nobody need sign in."""
        return getattr(self.view, "login_required", True) is False

    @property
    def permission(self) -> Permission | None:
        """What a person must hold to open it."""
        return getattr(self.view, "required_permission", None)

    @property
    def methods(self) -> frozenset[str]:
        """The methods the view answers, as its `require_…` decorator names them; GET and POST where there is none."""
        layer: Any = self.view
        while layer is not None:
            names = getattr(getattr(layer, "__code__", None), "co_freevars", ())
            if "request_method_list" in names:
                return frozenset(layer.__closure__[names.index("request_method_list")].cell_contents)
            layer = getattr(layer, "__wrapped__", None)
        return frozenset({"GET", "POST"})

    def takes(self, *names: str) -> bool:
        """Whether one of these parameters stands in the address."""
        return any(name in names for name, _kind in self.parameters)


def all_routes(urlconf: str | None = None) -> list[Route]:
    """Every address, in order."""
    return list(_walk(get_resolver(urlconf), "", "", ()))


def _walk(
    resolver: URLResolver, namespace: str, before: str, parameters: tuple[tuple[str, type], ...]
) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        is_language = isinstance(entry.pattern, LocalePrefixPattern)
        pattern = before + ("<language>/" if is_language else str(entry.pattern))
        taken = parameters + tuple((name, type(one)) for name, one in entry.pattern.converters.items())
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, inner, pattern, taken)
        elif isinstance(entry, URLPattern):
            yield Route(f"{namespace}{entry.name or entry.callback.__name__}", pattern, entry.callback, taken)


def staff_routes() -> list[Route]:
    """Addresses that ask for a permission."""
    return [route for route in all_routes() if not route.is_public]
