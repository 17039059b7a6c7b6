"""The style sheet, generated from the tokens: flat, exact, no gradients.

Rules take text and background from one pair, through :class:`_Ink`, so that none mixes its own.
"""

from dataclasses import dataclass

from adjudicator.desktop.kit.tokens import Scheme, tokens
from adjudicator.resources import resource_path

_TYPED = (
    "QLineEdit",
    "QPlainTextEdit",
    "QTextEdit",
    "QSpinBox",
    "QComboBox",
    "QDateTimeEdit",
)
"""What people type or choose in."""


@dataclass(frozen=True, slots=True)
class _Ink:
    scheme: Scheme
    scale: int

    def on(self, pair: str) -> str:
        """Text and background of a pair."""
        made = tokens().pair(self.scheme, pair)
        return f"color: {made.text}; background-color: {made.background};"

    def px(self, size: str) -> str:
        return f"{round(tokens().sizes[size] * self.scale / 100)}px"

    def scaled(self, pixels: int) -> str:
        return f"{round(pixels * self.scale / 100)}px"

    def border(self, role: str = "line", width: int = 1) -> str:
        return f"border: {width}px solid {tokens().colour(self.scheme, role)};"

    def edge(self, side: str, role: str = "line") -> str:
        return f"border: none; border-{side}: 1px solid {tokens().colour(self.scheme, role)};"

    def round(self) -> str:
        return f"border-radius: {tokens().radius['control']}px;"


def stylesheet(scheme: Scheme, scale: int) -> str:
    """The whole style sheet of a scheme at a text scale in per cent."""
    ink = _Ink(scheme, scale)
    rules = (*_base(ink), *_controls(ink), *_tables(ink), *_parts(ink))
    return "\n".join(f"{selector} {{ {body} }}" for selector, body in rules)


def _base(ink: _Ink) -> tuple[tuple[str, str], ...]:
    return (
        ("QToolTip", f"{ink.on('surface')} {ink.border()} padding: 4px;"),
        ("QMenuBar", f"{ink.on('page')} padding: 2px;"),
        ("QMenuBar::item", "padding: 7px 8px; background: transparent;"),
        ("QMenuBar::item:selected", f"{ink.on('accent')} {ink.round()}"),
        ("QMenu", f"{ink.on('surface')} {ink.border()} padding: 4px;"),
        ("QMenu::item", f"padding: 4px {ink.scaled(24)} 4px 8px;"),
        ("QMenu::item:selected", ink.on("accent")),
        ("QMenu::item:disabled", ink.on("surface_muted")),
        ("QStatusBar", ink.on("page")),
        ("QScrollArea", "border: none; background: transparent;"),
        ("QScrollArea:focus", ink.border("focus", 2)),
        ("QScrollBar:vertical", f"background: transparent; width: {ink.scaled(12)}; margin: 0;"),
        ("QScrollBar:horizontal", f"background: transparent; height: {ink.scaled(12)};"),
        ("QScrollBar::handle", f"background: {_role(ink, 'line')}; {ink.round()} margin: 2px;"),
        ("QScrollBar::add-line, QScrollBar::sub-line", "width: 0; height: 0;"),
        ("QScrollBar::add-page, QScrollBar::sub-page", "background: transparent;"),
    )


def _role(ink: _Ink, role: str) -> str:
    return tokens().colour(ink.scheme, role)


def _hint(ink: _Ink) -> str:
    return tokens().pair(ink.scheme, "field_hint").text


def _muted(ink: _Ink) -> str:
    return tokens().pair(ink.scheme, "surface_muted").text


def _focused(*kinds: str) -> str:
    return ", ".join(f"{kind}:focus" for kind in kinds)


def _selection(ink: _Ink) -> str:
    pair = tokens().pair(ink.scheme, "accent")
    return f"selection-color: {pair.text}; selection-background-color: {pair.background};"


def _controls(ink: _Ink) -> tuple[tuple[str, str], ...]:
    focus = ink.border("focus", tokens().focus["ring"])
    pad = "padding: 6px 14px;"
    tight = "padding: 4px 12px;"
    return (
        ("QPushButton", f"{ink.on('raised')} {ink.border()} {ink.round()} {pad}"),
        ("QPushButton:hover", ink.on("chosen")),
        ("QPushButton:pressed", ink.on("chosen")),
        ("QPushButton:disabled", f"{ink.on('raised_muted')} {ink.border('hairline')}"),
        ("QPushButton:focus", f"{focus} {tight}"),
        ("QPushButton[kind='primary']", f"{ink.on('accent')} {ink.border('accent')}"),
        ("QPushButton[kind='primary']:hover", f"{ink.on('accent')} {ink.border('focus', 2)}"),
        ("QPushButton[kind='primary']:focus", f"{focus} {tight}"),
        (
            "QPushButton[kind='primary']:disabled",
            f"{ink.on('raised_muted')} {ink.border('hairline')}",
        ),
        ("QPushButton[kind='quiet']", f"{ink.on('page')} border: 1px solid transparent;"),
        (
            "QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QComboBox, QDateTimeEdit",
            f"{ink.on('field')} {ink.border()} {ink.round()} padding: 5px 8px; {_selection(ink)}",
        ),
        ("QLineEdit, QPlainTextEdit", f"placeholder-text-color: {_hint(ink)};"),
        (
            _focused("QLineEdit", "QPlainTextEdit", "QTextEdit", "QSpinBox", "QComboBox"),
            f"{focus} padding: 3px 6px;",
        ),
        (
            ", ".join(f"{kind}:disabled" for kind in _TYPED),
            f"{ink.on('raised_muted')} {ink.border('hairline')}",
        ),
        ("QComboBox::drop-down", f"border: none; width: {ink.scaled(26)};"),
        ("QComboBox::down-arrow", f"image: url({_drawing(ink, 'down')}); width: {ink.scaled(12)};"),
        ("QComboBox QAbstractItemView", f"{ink.on('surface')} {ink.border()}"),
        *_spinners(ink),
        (
            # As large as with the focus, so that nothing moves when it comes.
            "QCheckBox, QRadioButton",
            "spacing: 8px; background: transparent; padding: 2px; border: 2px solid transparent;",
        ),
        *_indicators(ink),
        ("QCheckBox:disabled, QRadioButton:disabled", f"color: {_muted(ink)};"),
        ("QCheckBox:focus, QRadioButton:focus", f"{ink.border('focus', 2)} {ink.round()}"),
        ("QProgressBar", f"{ink.on('field')} {ink.border()} text-align: center;"),
        ("QProgressBar::chunk", f"background: {_role(ink, 'chosen')};"),
    )


def _spinners(ink: _Ink) -> tuple[tuple[str, str], ...]:
    """Numbers and times with an arrow up and one down, apart from what is typed."""
    # In the middle: beside arrows of its own Qt leaves what is typed no padding at its left.
    rules = [("QSpinBox, QDateTimeEdit", "qproperty-alignment: AlignCenter;")]
    for name, edge in (("up", "top"), ("down", "bottom")):
        button = f"QSpinBox::{name}-button, QDateTimeEdit::{name}-button"
        place = f"subcontrol-origin: border; subcontrol-position: {edge} right;"
        rules.append((button, f"{place} border: none; width: {ink.scaled(26)};"))
        arrow = f"QSpinBox::{name}-arrow, QDateTimeEdit::{name}-arrow"
        size = f"width: {ink.scaled(10)}; height: {ink.scaled(10)};"
        rules.append((arrow, f"image: url({_drawing(ink, name)}); {size}"))
    return tuple(rules)


def _drawing(ink: _Ink, name: str) -> str:
    """A small drawing in the colours of the scheme."""
    return resource_path("style", f"{name}-{ink.scheme.value}.svg").as_posix()


def _indicators(ink: _Ink) -> tuple[tuple[str, str], ...]:
    """Boxes with a tick, circles with a dot, so that they are told apart without colour."""
    both = "QCheckBox::indicator, QRadioButton::indicator, QListView::indicator"
    size = f"width: {ink.scaled(14)}; height: {ink.scaled(14)};"
    ticked = "QCheckBox::indicator:checked, QListView::indicator:checked"
    tick = f"image: url({_drawing(ink, 'tick')});"
    ground = tokens().pair(ink.scheme, "field").background
    dot = (
        "qradialgradient(cx: 0.5, cy: 0.5, radius: 0.7, fx: 0.5, fy: 0.5, "
        f"stop: 0 {_role(ink, 'accent')}, stop: 0.4 {_role(ink, 'accent')}, stop: 0.46 {ground})"
    )
    # Half of the box and its frame: Qt draws a square where a radius is larger than that.
    radius = (round(14 * ink.scale / 100) + 2) // 2
    return (
        (both, f"{size} {ink.border()} border-radius: 3px; background: {ground};"),
        ("QRadioButton::indicator", f"border-radius: {radius}px;"),
        ("QRadioButton::indicator:checked", f"background: {dot};"),
        (ticked, f"{ink.border('accent')} background: {_role(ink, 'accent')}; {tick}"),
        (
            "QCheckBox::indicator:disabled, QRadioButton::indicator:disabled",
            f"{ink.border('hairline')} background: {_role(ink, 'raised')};",
        ),
        (
            "QCheckBox::indicator:checked:disabled",
            f"{ink.border('hairline')} background: {_muted(ink)}; {tick}",
        ),
    )


def _tables(ink: _Ink) -> tuple[tuple[str, str], ...]:
    lines = (
        f"gridline-color: {_role(ink, 'hairline')};"
        f" alternate-background-color: {_role(ink, 'page')};"
    )
    return (
        (
            "QTableView, QListView, QTreeView",
            # As wide as with the focus, so that rows do not lie on its frame.
            f"{ink.on('surface')} {ink.border('hairline')} {lines} padding: 1px; outline: none;",
        ),
        (
            "QTableView:focus, QListView:focus, QTreeView:focus",
            f"{ink.border('focus', 2)} padding: 0;",
        ),
        # Qt adds a margin of three pixels of its own: with it the words stand under their heading.
        ("QTableView::item, QListView::item, QTreeView::item", "padding: 2px 5px;"),
        (
            "QTableView::item:selected, QListView::item:selected, QTreeView::item:selected",
            ink.on("chosen"),
        ),
        ("QHeaderView", f"{ink.on('raised')} border: none;"),
        (
            "QHeaderView::section",
            f"{ink.on('raised')} {ink.edge('bottom')} padding: 4px 8px; font-weight: 700;",
        ),
        ("QTableCornerButton::section", f"{ink.on('raised')} border: none;"),
    )


def _parts(ink: _Ink) -> tuple[tuple[str, str], ...]:
    """Named parts: a widget takes one by its ``part`` property."""
    plain = ("surface", "raised", "page", "canvas", "warning", "bad", "good", "chosen", "accent")
    backgrounds = tuple((f"QWidget[part='{name}']", ink.on(name)) for name in plain)
    labels = tuple(
        (f"QLabel[tone='{tone}']", f"color: {tokens().pair(ink.scheme, tone).text};")
        for tone in ("surface_muted", "warning", "bad", "good", "chosen", "accent", "canvas")
    )
    sizes = tuple(
        (f"QLabel[letters='{size}']", f"font-size: {ink.px(size)};")
        for size in ("small", "body", "strong", "title", "display", "case")
    )
    return (
        *backgrounds,
        ("QLabel", "background: transparent;"),
        *labels,
        *sizes,
        ("QLabel[bold='true']", "font-weight: 700;"),
        ("QWidget[edge='bottom']", ink.edge("bottom", "hairline")),
        ("QWidget[edge='top']", ink.edge("top", "hairline")),
        ("QWidget[edge='left']", ink.edge("left", "hairline")),
        ("QWidget[edge='right']", ink.edge("right", "hairline")),
    )
