"""Every address of the house, as the reference prints them."""

from trackchild.config.reference.addresses import Route, all_routes, staff_routes

__all__ = ["Route", "all_routes", "staff_routes"]
