"""A key map of the account puts other keys in force; one that cannot be used says so."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from adjudicator.desktop.app import KEY_MAP, make_window
from adjudicator.desktop.commands.catalog import default_table
from adjudicator.desktop.settings import SettingsFile


@pytest.mark.parametrize(
    ("text", "proposes", "told"),
    [
        ('[keys]\n"review.propose" = ["F13"]\n', "F13", ""),
        ('[keys]\n"review.propse" = ["F13"]\n', "Return", "review.propse, which is no command"),
        ('[keys]\n"review.propose" = ["F2"]\n', "Return", "F2"),
        ("not toml", "Return", "cannot be used"),
    ],
)
@pytest.mark.usefixtures("qtbot")
def test_the_key_map_of_the_account(
    qapp: QApplication, tmp_path: Path, text: str, proposes: str, told: str
) -> None:
    (tmp_path / KEY_MAP).write_text(text)
    window = make_window(qapp, SettingsFile(tmp_path / "window.json"))
    assert window._table.key("review.propose").replace("\u23ce ", "") == proposes
    words = window.start.banner.sentence
    assert told in words
    assert bool(words) == bool(told)
    window.close()
    window.deleteLater()


def test_the_handbook_lists_every_command_with_its_keys() -> None:
    rows = [
        f"| `{c.id}` | {c.label} | {' · '.join(f'`{key}`' for key in c.keys) or '-'} |"
        for c in default_table()
    ]
    page = (Path(__file__).parents[2] / "resources/handbook/keys.md").read_text()
    assert [line for line in page.splitlines() if line.startswith("| `")] == rows
