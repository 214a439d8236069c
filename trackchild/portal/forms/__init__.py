"""The questions a citizen is asked, one module per subject."""
