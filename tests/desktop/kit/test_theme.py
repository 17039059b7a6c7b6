import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDateTimeEdit,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from adjudicator.desktop.kit.fonts import load_fonts
from adjudicator.desktop.kit.theme import Theme, apply_theme, theme, theme_keeper
from adjudicator.desktop.kit.tokens import Scheme, tokens
from adjudicator.resources import read_text


@pytest.fixture(autouse=True)
def _light_again(qapp: QApplication) -> object:
    yield
    apply_theme(qapp)


def test_a_theme_is_in_force_for_palette_and_painting(qapp: QApplication) -> None:
    apply_theme(qapp, Scheme.DARK)
    assert theme().scheme is Scheme.DARK
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == tokens().colour(
        Scheme.DARK, "page"
    )


def test_widgets_hear_of_a_change(qapp: QApplication, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme_keeper().changed):
        apply_theme(qapp, Scheme.LIGHT, 150)
    assert theme().px("body") == round(1.5 * tokens().sizes["body"])


def test_a_theme_in_force_is_left_alone(qapp: QApplication, qtbot: QtBot) -> None:
    apply_theme(qapp, Scheme.DARK)
    with qtbot.assertNotEmitted(theme_keeper().changed):
        apply_theme(qapp, Scheme.DARK)
    qapp.setStyleSheet("")
    with qtbot.waitSignal(theme_keeper().changed):
        apply_theme(qapp, Scheme.DARK)
    assert qapp.styleSheet()


@pytest.mark.parametrize(("asked", "given"), [(50, 100), (100, 100), (200, 200), (300, 200)])
def test_the_text_scale_stays_between_100_and_200(asked: int, given: int) -> None:
    assert Theme(Scheme.LIGHT, asked).scale == given


def test_the_bundled_font_is_in_use(qapp: QApplication) -> None:
    assert qapp is not None
    wanted = tokens().families["text"][0]
    if wanted not in load_fonts():
        pytest.skip(f"resources/fonts has no {wanted}")
    assert QFontInfo(theme().font()).family() == wanted


@pytest.mark.parametrize("scheme", list(Scheme))
def test_ticks_and_arrows_have_the_colours_of_their_scheme(scheme: Scheme) -> None:
    tick = read_text("style", f"tick-{scheme.value}.svg")
    assert tokens().pair(scheme, "accent").text in tick
    for name in ("up", "down"):
        assert tokens().colour(scheme, "line") in read_text("style", f"{name}-{scheme.value}.svg")


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
@pytest.mark.parametrize("kind", [QSpinBox, QDateTimeEdit, QLineEdit, QPlainTextEdit, QCheckBox])
def test_what_is_switched_off_looks_switched_off(
    qapp: QApplication, scheme: Scheme, kind: type[QWidget]
) -> None:
    apply_theme(qapp, scheme)
    grounds = []
    for on in (True, False):
        made = kind()
        made.setEnabled(on)
        made.resize(160, 40)
        # Where no words stand; of a box to be ticked, in its middle.
        place = QPoint(11, 20) if kind is QCheckBox else QPoint(20, 8)
        grounds.append(made.grab().toImage().pixelColor(place).name().upper())
    assert grounds == [tokens().colour(scheme, name) for name in ("field", "raised")]
