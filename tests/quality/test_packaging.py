"""What desktops and software centres are told agrees with the program."""

import configparser
import re
import tomllib
import xml.etree.ElementTree as ET

from adjudicator import __version__
from tests.conftest import CHECKOUT

IDENTITY = "org.adjudicator.Adjudicator"
FOLDER = CHECKOUT / "packaging"


def metainfo() -> ET.Element:
    # Our own file, not somebody's input.
    return ET.fromstring((FOLDER / f"{IDENTITY}.metainfo.xml").read_text())  # noqa: S314 - as above


def desktop_entry() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # keys keep their capitals
    parser.read(FOLDER / f"{IDENTITY}.desktop")
    return parser["Desktop Entry"]


def test_the_identity_is_one_and_the_same() -> None:
    assert metainfo().findtext("id") == IDENTITY
    assert metainfo().findtext("launchable") == f"{IDENTITY}.desktop"
    assert desktop_entry()["Icon"] == IDENTITY
    assert desktop_entry()["StartupWMClass"] == IDENTITY


def test_the_newest_release_told_is_this_program() -> None:
    releases = [release.get("version") for release in metainfo().iter("release")]
    assert releases[0] == __version__


def test_the_desktop_starts_the_command_that_the_build_makes() -> None:
    assert desktop_entry()["Exec"] == "adjudicator"
    assert metainfo().findtext("provides/binary") == "adjudicator"
    assert 'name="adjudicator"' in (FOLDER / "adjudicator.spec").read_text()


def test_name_and_licence_are_told_alike() -> None:
    project = (CHECKOUT / "pyproject.toml").read_text()
    assert metainfo().findtext("name") == desktop_entry()["Name"] == "Adjudicator"
    assert metainfo().findtext("project_license") == "Apache-2.0"
    assert re.search(r'^license = "Apache-2.0"$', project, re.MULTILINE)
    assert "Apache License" in (CHECKOUT / "LICENSE").read_text()


def test_every_resource_goes_into_the_frozen_program_and_the_wheel() -> None:
    """The verifier and its format, the handbook, the rule packs: the digest names each of them."""
    spec = (FOLDER / "adjudicator.spec").read_text()
    assert '(str(CHECKOUT / "resources"), "adjudicator/_resources")' in spec
    wheel = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]
    assert wheel["targets"]["wheel"]["force-include"]["resources"] == "adjudicator/_resources"
    for name in ("verifier/verify_recount.py", "verifier/FORMAT.md", "handbook/opening.md"):
        assert (CHECKOUT / "resources" / name).is_file()
