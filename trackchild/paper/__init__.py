"""Sheets, posters, cards and orders as tagged PDF and pictures: data in, bytes out, every script shaped."""
