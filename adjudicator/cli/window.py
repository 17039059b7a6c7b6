"""``adjudicator open``, and ``adjudicator`` alone: the window."""

import argparse
import importlib
from pathlib import Path


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser("open", help="open the window, on a folder if one is given")
    parser.add_argument("folder", nargs="?", type=Path, metavar="FOLDER")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Open the window."""
    return open_window(arguments.folder)


def open_window(folder: Path | None) -> int:
    """Open the window and stay until it is closed."""
    # By name and only now: every other command works, and starts at once, without Qt or a display.
    return int(importlib.import_module("adjudicator.desktop.app").run(folder))
