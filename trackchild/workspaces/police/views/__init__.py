"""Pages of a police station: citizens' reports, missing cases, Form M."""
