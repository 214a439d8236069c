"""The layers of pyproject.toml hold, for imports and for keys between tables."""

from . import layers, shape
from .planting import ROOT


def test_imports_keep_the_layers() -> None:
    assert layers.broken_contracts(ROOT) == []


def test_every_package_has_a_height() -> None:
    packages = {path.parent.name for path in ROOT.glob("trackchild/*/__init__.py")}

    assert packages <= set(layers.height(ROOT))


def test_every_workspace_is_kept_apart_from_the_others() -> None:
    packages = {path.parent.name for path in ROOT.glob("trackchild/workspaces/*/urls.py")}

    assert packages and packages <= layers.workspaces(ROOT)


def test_keys_between_tables_point_downwards() -> None:
    assert shape.upward_keys(shape.our_models(), layers.height(ROOT)) == []


def test_a_key_that_may_point_upwards_still_exists() -> None:
    keys = {f"{model._meta.label}.{name}" for model in shape.our_models() for name in shape.own_fields(model)}

    assert keys >= shape.POINTS_UP
