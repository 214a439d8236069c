"""The contracts of pyproject.toml, asked of any copy of the tree through import-linter's own command."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

WIDE = "400"
"""Columns of the printed report, so that no name is broken over two lines."""


def broken_contracts(root: Path) -> list[str]:
    """The names of the contracts a tree breaks. Asked in a process of its own: the tree may be a copy."""
    asked = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--config", "pyproject.toml"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root), "COLUMNS": WIDE, "NO_COLOR": "1", "TERM": "dumb"},
        capture_output=True,
        text=True,
        check=False,
    )
    answers = {name: answer for line in asked.stdout.splitlines() for name, _, answer in [line.strip().rpartition(" ")]}
    told = {name: answers.get(name) for name in contracts(root)}
    if not set(told.values()) <= {"KEPT", "BROKEN"}:
        raise RuntimeError(f"the linter did not answer for every contract: {told}\n{asked.stdout}{asked.stderr}")
    return [name for name, answer in told.items() if answer == "BROKEN"]


def contracts(root: Path) -> list[str]:
    """The names of all contracts."""
    return [contract["name"] for contract in _configured(root)["contracts"]]


def height(root: Path) -> dict[str, int]:
    """How high each package stands; the first contract of pyproject.toml is the one place that says so."""
    layers = _configured(root)["contracts"][0]["layers"]
    return {package.strip(): len(layers) - depth for depth, layer in enumerate(layers) for package in layer.split("|")}


def workspaces(root: Path) -> set[str]:
    """The workspaces that the contract keeps apart."""
    contract = next(one for one in _configured(root)["contracts"] if one["name"] == "Workspaces do not know each other")
    return {name.strip(" ()") for layer in contract["layers"] for name in layer.split("|")}


def _configured(root: Path) -> dict[str, list[dict[str, list[str]]]]:
    configured: dict[str, list[dict[str, list[str]]]] = tomllib.loads(root.joinpath("pyproject.toml").read_text())[
        "tool"
    ]["importlinter"]
    return configured
