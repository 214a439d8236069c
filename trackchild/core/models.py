"""The tables of core, gathered for Django."""

from .demo_mark import DemoMark

__all__ = ["DemoMark"]
