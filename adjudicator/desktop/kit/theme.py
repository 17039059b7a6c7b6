"""The look in force: scheme, text scale, palette and style sheet, all made from the tokens.

Widgets that paint themselves ask :func:`theme` when they paint and repaint on
``theme_keeper().changed``; everything else follows the palette and the style sheet.
"""

from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from adjudicator.desktop.kit.fonts import font
from adjudicator.desktop.kit.qss import stylesheet
from adjudicator.desktop.kit.tokens import Scheme, tokens

SMALLEST_SCALE = 100
LARGEST_SCALE = 200
"""Text sizes in per cent."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A scheme at a text scale in per cent."""

    scheme: Scheme = Scheme.LIGHT
    scale: int = 100

    def __post_init__(self) -> None:
        """Keep the scale within what the screens are built for."""
        object.__setattr__(self, "scale", min(max(self.scale, SMALLEST_SCALE), LARGEST_SCALE))

    def colour(self, role: str) -> QColor:
        """The colour of a role such as ``line``."""
        return QColor(tokens().colour(self.scheme, role))

    def text_on(self, pair: str) -> QColor:
        """The text colour of a pair."""
        return QColor(tokens().pair(self.scheme, pair).text)

    def ground_of(self, pair: str) -> QColor:
        """The background colour of a pair."""
        return QColor(tokens().pair(self.scheme, pair).background)

    def px(self, size: str) -> int:
        """A font size of the tokens in pixels at this scale."""
        return round(tokens().sizes[size] * self.scale / 100)

    def line(self, size: str) -> int:
        """The height of one line of that font size."""
        return round(self.px(size) * tokens().sizes["leading"])

    def scaled(self, pixels: float) -> int:
        """A length that grows with the text."""
        return round(pixels * self.scale / 100)

    def space(self, name: str) -> int:
        """A space of the 4 px grid; spaces do not grow with the text."""
        return tokens().space[name]

    def radius(self, name: str) -> int:
        """The radius of a corner."""
        return tokens().radius[name]

    def font(self, size: str = "body", *, bold: bool = False, figures: bool = False) -> QFont:
        """The font of that size."""
        return font("figures" if figures else "text", self.px(size), bold=bold)

    def metrics(self, size: str = "body", *, bold: bool = False) -> QFontMetrics:
        """Measures of :meth:`font`."""
        return QFontMetrics(self.font(size, bold=bold))


class ThemeKeeper(QObject):
    """Holds the theme in force and tells when it changes."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.theme = Theme()

    def use(self, application: QApplication, theme: Theme) -> None:
        """Put a theme in force on every window; one that is in force is left alone.

        Qt polishes every widget anew with each style sheet it is given, even with the same one.
        """
        sheet = stylesheet(theme.scheme, theme.scale)
        if theme == self.theme and application.styleSheet() == sheet:
            return
        self.theme = theme
        application.setStyle("Fusion")
        application.setPalette(palette_of(theme))
        application.setFont(theme.font())
        application.setStyleSheet(sheet)
        self.changed.emit()


@cache
def theme_keeper() -> ThemeKeeper:
    """The one keeper of this process."""
    return ThemeKeeper()


def theme() -> Theme:
    """The theme in force."""
    return theme_keeper().theme


def apply_theme(
    application: QApplication, scheme: Scheme = Scheme.LIGHT, scale: int = 100
) -> Theme:
    """Make and put in force the theme of that scheme and text scale (100 to 200 per cent)."""
    made = Theme(scheme, scale)
    theme_keeper().use(application, made)
    return made


def palette_of(theme: Theme) -> QPalette:
    """The palette Qt's own widgets follow."""
    roles = {
        QPalette.ColorRole.Window: theme.ground_of("page"),
        QPalette.ColorRole.WindowText: theme.text_on("page"),
        QPalette.ColorRole.Base: theme.ground_of("field"),
        QPalette.ColorRole.AlternateBase: theme.ground_of("raised"),
        QPalette.ColorRole.Text: theme.text_on("field"),
        QPalette.ColorRole.PlaceholderText: theme.text_on("field_hint"),
        QPalette.ColorRole.Button: theme.ground_of("raised"),
        QPalette.ColorRole.ButtonText: theme.text_on("raised"),
        QPalette.ColorRole.BrightText: theme.text_on("page"),
        QPalette.ColorRole.Highlight: theme.ground_of("accent"),
        QPalette.ColorRole.HighlightedText: theme.text_on("accent"),
        QPalette.ColorRole.ToolTipBase: theme.ground_of("surface"),
        QPalette.ColorRole.ToolTipText: theme.text_on("surface"),
        QPalette.ColorRole.Link: theme.text_on("page"),
        QPalette.ColorRole.LinkVisited: theme.text_on("page_muted"),
        QPalette.ColorRole.Mid: theme.colour("line"),
    }
    palette = QPalette()
    for role, colour in roles.items():
        palette.setColor(role, colour)
    # A control that cannot be used now says so by its words and border, in text that stays legible.
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, theme.text_on("raised_muted"))
    return palette
