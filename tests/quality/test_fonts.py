"""The bundled fonts load into Qt, carry their licence and can show what the screens need."""

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QRawFont

from adjudicator.resources import read_text, resource_path

FAMILIES = {
    "AtkinsonHyperlegibleNext-Regular.ttf": "Atkinson Hyperlegible Next",
    "AtkinsonHyperlegibleNext-Bold.ttf": "Atkinson Hyperlegible Next",
    "AtkinsonHyperlegibleMono-Regular.ttf": "Atkinson Hyperlegible Mono",
    "AtkinsonHyperlegibleMono-Bold.ttf": "Atkinson Hyperlegible Mono",
    "DejaVuSans.ttf": "DejaVu Sans",
}
LATIN = "Elizabeth Fetterhoff, Núñez · Müller – “1lI0O” § 102.166 ± − ≤ ≥ ½ …"
FALLBACK = "→←↑↓⏎⇧✓✗●○■□▲▼⚠ Nguyễn Văn Được Αθήνα Кириллица"


def test_every_font_file_is_named_and_none_is_missing() -> None:
    assert {path.name for path in resource_path("fonts").glob("*.[to]tf")} == set(FAMILIES)


@pytest.mark.parametrize(
    ("licence", "words"),
    [
        ("AtkinsonHyperlegibleNext-OFL.txt", "SIL OPEN FONT LICENSE Version 1.1"),
        ("AtkinsonHyperlegibleMono-OFL.txt", "SIL OPEN FONT LICENSE Version 1.1"),
        ("DejaVuSans-LICENSE.txt", "Bitstream Vera Fonts Copyright"),
    ],
)
def test_each_licence_lies_beside_its_font(licence: str, words: str) -> None:
    assert words in read_text("fonts", licence)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", FAMILIES)
def test_qt_loads_each_under_the_family_it_is_known_by(name: str) -> None:
    number = QFontDatabase.addApplicationFont(str(resource_path("fonts", name)))
    assert QFontDatabase.applicationFontFamilies(number) == [FAMILIES[name]]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", [name for name in FAMILIES if "Mono" not in name])
def test_names_and_marks_of_the_screens_can_be_shown(name: str) -> None:
    font = QRawFont(str(resource_path("fonts", name)), 16)
    wanted = LATIN + FALLBACK if name == "DejaVuSans.ttf" else LATIN
    assert [sign for sign in wanted if not font.supportsCharacter(ord(sign))] == []


@pytest.mark.usefixtures("qapp")
def test_figures_are_of_one_width_when_asked_for() -> None:
    QFontDatabase.addApplicationFont(
        str(resource_path("fonts", "AtkinsonHyperlegibleNext-Regular.ttf"))
    )
    font = QFont("Atkinson Hyperlegible Next")
    font.setPixelSize(100)
    proportional = {QFontMetricsF(font).horizontalAdvance(digit) for digit in "0123456789"}
    font.setFeature(QFont.Tag.fromString("tnum"), 1)
    tabular = {QFontMetricsF(font).horizontalAdvance(digit) for digit in "0123456789"}
    assert len(proportional) > 1
    assert len(tabular) == 1
