"""The handbook names the commands there are, each with the options it takes, and no others."""

import argparse
import re
from pathlib import Path

import pytest

from adjudicator.cli.main import build_parser
from tests.conftest import CHECKOUT

HANDBOOK = CHECKOUT / "resources" / "handbook"
PAGES = [*sorted(HANDBOOK.rglob("*.md")), CHECKOUT / "README.md"]
CALL = re.compile(r"`adjudicator ([a-z][a-z-]*)([^`]*)`")
OPTION = re.compile(r"--[a-z-]+")


def commands() -> dict[str, set[str]]:
    """Every command of the program with its options."""
    parser = build_parser()
    found = next(a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    return {
        name: {
            option
            for action in command._actions
            for option in action.option_strings
            if option.startswith("--") and option != "--help"
        }
        for name, command in found.choices.items()
    }


def called(text: str) -> list[tuple[str, set[str]]]:
    """Every call written in a text: the command and the options given to it."""
    return [(name, set(OPTION.findall(rest))) for name, rest in CALL.findall(text)]


def test_the_page_of_commands_has_each_with_all_its_options() -> None:
    page = (HANDBOOK / "commands.md").read_text(encoding="utf-8")
    table = [line for line in page.splitlines() if line.startswith("| `adjudicator ")]
    assert dict(called("\n".join(line.partition("` |")[0] + "`" for line in table))) == commands()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_call_a_page_shows_is_one_the_program_knows(page: Path) -> None:
    known = commands()
    wrong = [
        (name, options - known.get(name, set()))
        for name, options in called(page.read_text(encoding="utf-8"))
        if name not in known or options - known[name]
    ]
    assert wrong == []


def test_the_changelog_lists_every_command() -> None:
    text = (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8")
    listed = text.partition("- **The command line**: ")[2].partition("\n- **")[0]
    assert set(re.findall(r"`([a-z-]+)`", listed)) == set(commands())
