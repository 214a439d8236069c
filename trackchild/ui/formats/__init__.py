"""Number and date formats, one package per language because Django looks for `<path>.<code>.formats`."""
