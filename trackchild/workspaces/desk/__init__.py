"""The help desk: tickets about pages, entries and translations."""
