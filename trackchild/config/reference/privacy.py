"""How far each field of each record may travel."""

from collections.abc import Mapping

from django.apps import apps
from django.db.models import Field, Model

from trackchild.core.privacy import Tier

from .markdown import document, table

READS = """The tier of a field is the lowest circle that may read it; a reader of a tier reads every field of that tier
and below. Public pages receive values made for them, never records."""
CIRCLES = {
    Tier.T0: "everybody",
    Tier.T1: "the reporter of this child, and the other side of an open pair",
    Tier.T2: "any officer with reach to the record",
    Tier.T3: "the office that owns the record, its committee, their supervisors",
    Tier.T4: "the investigating office, the committee, the superintendent: detail of an offence",
    Tier.T5: "nobody, through a page: keys, secrets, originals",
}


def page() -> str:
    """Each record with its fields, tier by tier."""
    models = [model for model in apps.get_models() if model.__module__.startswith("trackchild.")]
    parts = [part for model in models for part in _parts(model)]
    circles = table(["Tier", "Who may read it"], [[tier.name, CIRCLES[tier]] for tier in Tier])
    return document("How far a field may travel", "`PRIVACY` beside the fields of each model", READS, circles, *parts)


def _parts(model: type[Model]) -> tuple[str, str, str]:
    told: Mapping[str, Tier] = model.PRIVACY  # type: ignore[attr-defined]
    names = [field.name for field in model._meta.get_fields() if isinstance(field, Field)]
    rows = [
        [tier.name, ", ".join(f"`{name}`" for name in names if told[name] == tier)]
        for tier in Tier
        if tier in told.values()
    ]
    says = " ".join((model.__doc__ or "").split("\n\n", 1)[0].split())
    return f"## {model._meta.label}", says, table(["Tier", "Fields"], rows)
