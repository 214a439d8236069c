"""Finding faces in a picture and turning them into numbers. Pure: no Django, no database, no verdict."""
