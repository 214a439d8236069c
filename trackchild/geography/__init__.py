"""Where things are: states, districts, their official codes, names in the country's languages, and how far apart."""
