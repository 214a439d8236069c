"""The commands of the house."""

from trackchild import console

from .markdown import code, document, table

READS = """Every command is `trackchild COMMAND`, in the environment that `bin/up` makes. `trackchild COMMAND --help`
says more. Commands marked *tool* need neither Django nor a database."""


def page() -> str:
    """Each command with one line, as `trackchild --help` lists them."""
    listed = (line.strip().partition(" ") for line in console.overview().splitlines() if line.startswith("  "))
    rows = [[code(name), "tool" if name in console.TOOLS else "", says.strip()] for name, _, says in listed]
    source = "`console.py` and the files under `management/commands`"
    return document("Commands", source, READS, table(["Command", "", "What it does"], rows))
