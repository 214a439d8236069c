"""Addresses of imported records that an office takes over."""

from trackchild.workspaces.acting import act_paths

from .acts import ADOPT_CASE, ADOPT_CHILD, CASES, CHILDREN

app_name = "imports"
urlpatterns = [
    *act_paths("imported-cases", (ADOPT_CASE,), CASES),
    *act_paths("imported-children", (ADOPT_CHILD,), CHILDREN),
]
