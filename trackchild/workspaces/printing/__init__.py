"""Papers of offices: the comparison sheet as a file, and the photo wall of a home."""
