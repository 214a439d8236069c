"""Every rule of the shape is shown to catch its violation, planted in a copy of the tree."""

from collections.abc import Callable
from pathlib import Path

import pytest

from . import layers, source
from .planting import ROOT, Copy, copy_tree


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """The tree, free to be broken."""
    return copy_tree(tmp_path)


IMPORTS = {
    "Packages import downwards only": (
        "trackchild/children/planted.py",
        "from trackchild.cases import numbers as numbers",
    ),
    "Inside a package, pages stand on actions, actions on queries, queries on models, models on rules": (
        "trackchild/cases/queries.py",
        "from .actions import missing as missing",
    ),
    "Rules and states touch no database code": (
        "trackchild/cases/rules.py",
        "from trackchild.directory.models import Agency as Agency",
    ),
    "Workspaces do not know each other": (
        "trackchild/workspaces/police/planted.py",
        "from trackchild.workspaces.homes import urls as urls",
    ),
    "Only messaging talks to providers": (
        "trackchild/accounts/planted.py",
        "from trackchild.messaging.providers import RecordingProvider as RecordingProvider",
    ),
    "What must run without Django knows no Django": (
        "trackchild/names/planted.py",
        "from django.conf import settings as settings",
    ),
    "Only core.jobs knows the queue": ("trackchild/alerts/planted.py", "import procrastinate as procrastinate"),
}
"""For each contract of the linter, the file and the import that break it."""


def test_there_is_a_planted_import_for_every_contract() -> None:
    assert set(IMPORTS) == set(layers.contracts(ROOT))


@pytest.mark.parametrize("contract", IMPORTS)
def test_the_linter_catches_a_wrong_import(copy: Copy, contract: str) -> None:
    copy.append(*IMPORTS[contract])

    assert contract in layers.broken_contracts(copy.root)


def test_the_linter_asks_for_the_place_of_a_new_package(copy: Copy) -> None:
    copy.append("trackchild/reports/__init__.py", "")

    assert "Packages import downwards only" in layers.broken_contracts(copy.root)


LINES = "\n".join(f"LINE_{number} = {number}" for number in range(401))
VIEW = """
def rename_case(request, case_id):
    case = get_case(request.viewer, case_id)
    case.number = request.POST["number"]
    case.save()
"""
MISTAKES: dict[Callable[[Path], list[str]], tuple[str, str]] = {
    source.long_files: ("trackchild/cases/planted.py", LINES),
    source.left_undone: ("trackchild/cases/planted.py", "# TO" + "DO: think about this"),
    source.shapeless_modules: ("trackchild/cases/utils.py", "ANSWER = 42"),
    source.signals: ("trackchild/cases/planted.py", "from django.db.models.signals import post_save"),
    source.bare_excepts: ("trackchild/cases/planted.py", "try:\n    import numpy\nexcept:\n    numpy = None"),
    source.late_imports: ("trackchild/cases/planted.py", "def late():\n    from trackchild.cases import models\n"),
    source.writing_views: ("trackchild/workspaces/police/views.py", VIEW),
    source.unscoped_pages: (
        "trackchild/workspaces/police/views.py",
        "def all_cases(request):\n    return MissingCase.objects.filter(stage='DRAFT')",
    ),
}
"""For each rule over the source, the file and the lines that break it."""


def test_there_is_a_mistake_for_every_rule() -> None:
    assert set(MISTAKES) == set(source.RULES)


@pytest.mark.parametrize("rule", source.RULES, ids=lambda rule: rule.__name__)
def test_a_rule_catches_its_mistake(tmp_path: Path, rule: Callable[[Path], list[str]]) -> None:
    broken = Copy(tmp_path)
    broken.append("trackchild/__init__.py", "")
    assert rule(broken.root) == []

    path, lines = MISTAKES[rule]
    broken.append(path, lines)

    assert [found.split(":")[0] for found in rule(broken.root)] == [path]


def test_a_key_that_points_upwards_is_caught(copy: Copy) -> None:
    copy.append(
        "trackchild/children/models.py",
        "class Planted(models.Model):\n"
        '    case = models.ForeignKey("cases.MissingCase", on_delete=models.PROTECT)\n'
        "    def __str__(self):\n"
        "        return str(self.pk)",
    )

    assert copy.asked("shape.upward_keys(shape.our_models(), layers.height(Path.cwd()))") == [
        "children.Planted.case points up to cases.MissingCase"
    ]


def test_a_field_without_a_tier_is_caught(copy: Copy) -> None:
    copy.replace("trackchild/cases/models/missing.py", '        "grade": Tier.T2,\n', "")

    assert copy.asked("shape.fields_without_tier(shape.our_models())") == ["cases.MissingCase.grade has no tier"]


def test_a_tier_of_a_field_that_is_gone_is_caught(copy: Copy) -> None:
    copy.replace("trackchild/children/models.py", '"gait": Tier.T1', '"gait": Tier.T1, "walk": Tier.T1')

    assert copy.asked("shape.fields_without_tier(shape.our_models())") == ["children.Description.walk is not a field"]


def test_an_address_without_a_guard_is_caught(copy: Copy) -> None:
    copy.append(
        "trackchild/accounts/urls.py",
        "def everything(request):\n    return None\n\n\n"
        'urlpatterns.append(path("everything", everything, name="everything"))',
    )

    assert copy.asked("shape.unguarded(routes.all_routes())") == ["accounts:everything (account/everything)"]


def test_a_page_whose_permission_nobody_holds_is_caught(copy: Copy) -> None:
    copy.replace(
        "trackchild/accounts/permissions.py",
        'OWN_ACCOUNT = "OWN_ACCOUNT"',
        'OWN_ACCOUNT = "OWN_ACCOUNT"\n    ORPHAN = "ORPHAN"',
    )
    copy.append(
        "trackchild/accounts/urls.py",
        "from .guards import requires\nfrom .permissions import Permission\n\n\n"
        "@requires(Permission.ORPHAN)\ndef lonely(request):\n    return None\n\n\n"
        'urlpatterns.append(path("lonely", lonely, name="lonely"))',
    )

    assert copy.asked("shape.held_by_nobody(routes.all_routes())") == ["accounts:lonely needs ORPHAN"]
