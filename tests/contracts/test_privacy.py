"""Every field of every model says how far it may travel."""

import pytest
from django.db.models import Model

from . import shape


@pytest.mark.parametrize("model", shape.our_models(), ids=lambda model: model._meta.label)
def test_every_field_has_a_tier(model: type[Model]) -> None:
    assert shape.fields_without_tier([model]) == []
