"""Rules over what Django knows: models, their keys and fields, addresses. Each answers what breaks it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.apps import apps
from django.db.models import Field, Model
from django.db.models.fields.related import RelatedField

from trackchild.accounts.grants import roles_with
from trackchild.core.privacy import Tier

from .routes import Route

POINTS_UP = {"messaging.Message.recipient"}
"""Keys to a person by the framework's setting AUTH_USER_MODEL, which names no package: a message has an addressee."""


def our_models() -> list[type[Model]]:
    """Every model of the house."""
    return [model for model in apps.get_models() if model.__module__.startswith("trackchild.")]


def package_of(model: type[Model]) -> str:
    """The package a model lives in."""
    return model.__module__.split(".")[1]


def upward_keys(models: Iterable[type[Model]], height: Mapping[str, int]) -> list[str]:
    """A foreign key is an import the linter cannot see: it points down, or within its package."""
    broken = []
    for model in models:
        for field in model._meta.get_fields():
            if not isinstance(field, RelatedField) or not isinstance(field.related_model, type):
                continue
            other = field.related_model
            if not other.__module__.startswith("trackchild.") or package_of(other) == package_of(model):
                continue
            name = f"{model._meta.label}.{field.name}"
            if height[package_of(other)] >= height[package_of(model)] and name not in POINTS_UP:
                broken.append(f"{name} points up to {other._meta.label}")
    return broken


def own_fields(model: type[Model]) -> set[str]:
    """The columns of a model, and its many-to-many fields."""
    return {field.name for field in model._meta.get_fields() if isinstance(field, Field)}


def fields_without_tier(models: Iterable[type[Model]]) -> list[str]:
    """Every field says how far it may travel, and nothing is said of a field that is gone."""
    broken = []
    for model in models:
        told: Mapping[str, Any] = getattr(model, "PRIVACY", {})
        broken += [f"{model._meta.label}.{name} has no tier" for name in sorted(own_fields(model) - set(told))]
        broken += [f"{model._meta.label}.{name} is not a field" for name in sorted(set(told) - own_fields(model))]
        broken += [
            f"{model._meta.label}.{name}: {tier!r} is no tier"
            for name, tier in told.items()
            if not isinstance(tier, Tier)
        ]
    return broken


def unguarded(routes: Iterable[Route]) -> list[str]:
    """Every address says who may open it: everybody in so many words, or the holders of a permission."""
    return [f"{route.name} ({route.pattern})" for route in routes if not route.is_public and route.permission is None]


def held_by_nobody(routes: Iterable[Route]) -> list[str]:
    """A page whose permission no role holds is a page nobody can open."""
    return [
        f"{route.name} needs {route.permission}"
        for route in routes
        if route.permission is not None and not roles_with(route.permission)
    ]
