"""Indian formats."""

from trackchild.ui.formats.indian import *  # noqa: F403
