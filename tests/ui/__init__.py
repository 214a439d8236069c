"""Tests of the components, style sheets, forms, languages and the security check."""
