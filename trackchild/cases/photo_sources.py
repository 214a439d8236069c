"""Pictures know no record: here they learn from where the records of a description were imported."""

from trackchild.photos.faces_suppression import sourced_by

from .models import FoundChild, MissingCase


@sourced_by
def sources_of(description_id: int) -> list[tuple[str, str]]:
    """Source and id there of every imported record of a description."""
    return [
        (source, source_id)
        for model in (MissingCase, FoundChild)
        for source, source_id in model.objects.filter(description_id=description_id)
        .exclude(source="")
        .values_list("source", "source_id")
    ]
