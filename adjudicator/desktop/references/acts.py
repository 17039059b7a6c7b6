"""Every act of the screen by key.  Letters and arrows are heard while the page has the focus."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from adjudicator.desktop.ballot.ballot_view import STEP
from adjudicator.desktop.ballot.geometry import ZoomMode
from adjudicator.desktop.commands.actions import ActionMaker
from adjudicator.desktop.commands.reference_acts import DIGITS
from adjudicator.desktop.commands.table import CommandTable
from adjudicator.desktop.references.doubts import doubt_of_chosen
from adjudicator.desktop.references.drawing import Drawing
from adjudicator.desktop.references.naming import (
    name_by_number,
    name_in_order,
    name_target,
    other_contest,
    say_contest,
)
from adjudicator.desktop.references.placing import add_target, next_box
from adjudicator.desktop.references.words import ALL_DRAWN, NO_OTHER
from adjudicator.desktop.references.works import next_example

if TYPE_CHECKING:
    from adjudicator.desktop.references.screen import ReferencesScreen

_COARSE = 0.05
"""Inches by which an arrow moves; a fine one moves by a pixel."""
_WAYS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}


class ReferenceActs:
    """Makes the actions of the screen.

    :param screen: the screen.
    :param commands: with the keys in force.
    """

    def __init__(self, screen: "ReferencesScreen", commands: CommandTable) -> None:
        self._screen = screen
        page = ActionMaker(commands, screen.canvas)
        for name, act in self._acts().items():
            page.make(f"references.{name}", act)
        whole = ActionMaker(commands, screen)
        whole.make("references.bring", screen.bring_page)
        whole.make("references.confirm", screen.second.begin)
        whole.make("references.agree", self._agree)
        self._connect()

    def _acts(self) -> dict[str, Callable[[], object]]:
        screen, canvas = self._screen, self._screen.canvas
        acts: dict[str, Callable[[], object]] = {
            "box": self._box,
            "right": self.right,
            "target": partial(self._change, add_target),
            "drop": partial(self._change, lambda d: d.drop()),
            "next": partial(self._walk, 1),
            "before": partial(self._walk, -1),
            "rows": partial(self._change, lambda d: name_in_order(d, columns=False)),
            "columns": partial(self._change, lambda d: name_in_order(d, columns=True)),
            "contest": partial(self._change, lambda d: other_contest(d, 1)),
            "contest_before": partial(self._change, lambda d: other_contest(d, -1)),
            "print": screen.find_by_print,
            "undo": self._undo,
            "other_page": self._other_page,
            "back": screen.second.leave,
            "look_contest": partial(canvas.look_at, ZoomMode.CONTEST),
            "look_width": partial(canvas.look_at, ZoomMode.WIDTH),
            "look_page": partial(canvas.look_at, ZoomMode.PAGE),
            "nearer": partial(canvas.zoom, STEP),
            "farther": partial(canvas.zoom, 1 / STEP),
        }
        for number in range(1, DIGITS + 1):
            acts[f"choice_{number}"] = partial(self._choice, number)
        for way, (x, y) in _WAYS.items():
            acts[f"move_{way}"] = partial(self._move, x, y, fine=False)
            acts[f"nudge_{way}"] = partial(self._move, x, y, fine=True)
            acts[f"size_{way}"] = partial(self._size, x, y, fine=False)
            acts[f"trim_{way}"] = partial(self._size, x, y, fine=True)
        return acts

    def _connect(self) -> None:
        screen, panel = self._screen, self._screen.panel
        panel.right.clicked.connect(self.right)
        panel.add.clicked.connect(lambda: self._change(add_target))
        panel.drop.clicked.connect(lambda: self._change(lambda d: d.drop()))
        panel.undo.clicked.connect(self._undo)
        panel.by_print.clicked.connect(screen.find_by_print)
        panel.other_page.clicked.connect(self._other_page)
        panel.bring.clicked.connect(screen.bring_page)
        panel.confirm.clicked.connect(screen.second.begin)
        panel.contest_said.connect(lambda c: self._change(lambda d: say_contest(d, c)))
        panel.choice_said.connect(lambda c: self._change(lambda d: name_target(d, c)))
        screen.canvas.added.connect(lambda x, y: self._change(lambda d: add_target(d, (x, y))))

    def _change(self, act: Callable[[Drawing], object]) -> None:
        """Change the drawing, unless it is being confirmed."""
        work = self._screen.work
        if work is None or not self._screen.drawing_now:
            return
        self._screen.banner.say("")
        act(work.drawing)
        self._screen.canvas.bring_into_sight()
        self._screen.show_work()

    def _box(self) -> None:
        drew: list[bool] = []
        self._change(lambda drawing: drew.append(drawing.draw(next_box(drawing))))
        if drew == [False]:
            self._screen.banner.say(ALL_DRAWN, "warning")

    def _undo(self) -> None:
        """One step back; where nothing was drawn, back to the page that was left."""

        def back(drawing: Drawing) -> None:
            screen = self._screen
            if drawing.undo() or screen.work is None:
                return
            before = screen.works.bring_back(screen.work.place)
            if before is not None:
                screen.put_up(before)

        self._change(back)

    def _other_page(self) -> None:
        """Draw on another page of the style; what was drawn on this one is kept."""
        screen = self._screen
        line = screen.lines.current()
        if line is None or not screen.drawing_now:
            return
        number = next_example(line, screen.work)
        if number is None:
            screen.banner.say(NO_OTHER, "warning")
        else:
            screen.open_page(line, number)

    def right(self) -> None:
        """Return: look for targets, or say that the contest is right; confirming: look on."""
        screen = self._screen
        if not screen.drawing_now:
            screen.confirm.look_on()
            return
        drawn = None if screen.work is None else screen.work.drawing.chosen
        if drawn is None:
            return
        doubted = doubt_of_chosen(screen.work.drawing) if screen.work and drawn.looked else ""
        if doubted:
            screen.banner.say(f"Not yet. {doubted}", "warning")
        elif drawn.looked:
            self._change(lambda drawing: drawing.say_right())
        else:
            screen.look_for_targets()

    def _agree(self) -> None:
        if not self._screen.drawing_now:
            self._screen.second.record()

    def _walk(self, by: int) -> None:
        if self._screen.drawing_now:
            self._change(lambda drawing: drawing.step(by))
        elif by > 0:
            self._screen.confirm.look_on()

    def _choice(self, number: int) -> None:
        told: list[str] = []
        self._change(lambda drawing: told.append(name_by_number(drawing, number)))
        if any(told):
            self._screen.banner.say(told[0], "warning")

    def _step(self, *, fine: bool) -> float:
        work = self._screen.work
        return 1.0 if fine or work is None else max(1.0, _COARSE * work.pixels.dpi)

    def _move(self, x: int, y: int, *, fine: bool) -> None:
        step = self._step(fine=fine)
        self._change(lambda drawing: drawing.move(x * step, y * step))

    def _size(self, x: int, y: int, *, fine: bool) -> None:
        step = self._step(fine=fine)
        self._change(lambda drawing: drawing.size(x * step, y * step))
