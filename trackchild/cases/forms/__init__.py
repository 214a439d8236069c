"""The documents an office fills in: Form M of a missing case, Form R of a found child (domain paper, section 4)."""
