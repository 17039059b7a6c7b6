"""From a drawing to the record: shown afresh, looked at, confirmed by a second person."""

from typing import TYPE_CHECKING

from adjudicator.desktop.desk import Topic
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.workers import IDLE
from adjudicator.desktop.references.confirming import NEED_TWO, who_may
from adjudicator.desktop.references.doubts import unnamed
from adjudicator.desktop.references.drawing import Drawing
from adjudicator.desktop.references.words import UNNAMED, holds_unchanged, next_words, unlike_words
from adjudicator.desktop.references.work import Work, contests_for
from adjudicator.domain.layouts import PageLayout
from adjudicator.domain.references import ReferenceDraft, side_words
from adjudicator.services.recount import Recount
from adjudicator.services.references.comparing import Unlike, unlike_machine
from adjudicator.services.references.held import doubts_of
from adjudicator.services.references.layout_file import read_layout
from adjudicator.services.references.recording import (
    Recorded,
    check_draft,
    record_reference,
    what_changes,
)

if TYPE_CHECKING:
    from adjudicator.desktop.references.screen import ReferencesScreen

_TWO = 2
_PILE = frozenset({Topic.PILE})
_Checked = tuple[PageLayout, tuple[str, ...] | None, tuple[str, ...]]
"""The layout read back from what would be kept, what it changes, and what speaks for a slip."""


class SecondPerson:
    """Has the drawing of a screen confirmed.

    :param screen: the screen.
    """

    def __init__(self, screen: "ReferencesScreen") -> None:
        self._screen = screen
        self._recording = False
        """Whether a confirmation is under way: a second press of the key must not repeat it."""
        screen.confirm.back.connect(self.leave)
        screen.confirm.confirmed.connect(self.record)
        screen.confirm.stepped.connect(screen.canvas.look_at_chosen)
        self._lack = ""
        """What was told last of what a confirmation lacks."""
        screen.confirm.stepped.connect(self._lacks_less)
        screen.desk.dropping.connect(self._drop)

    def begin(self) -> None:
        """Show the drawing afresh to a second person."""
        screen, work = self._screen, self._screen.work
        if work is None or not screen.drawing_now:
            return
        drawing = work.drawing
        unchanged = holds_unchanged(drawing, work.line)
        if drawing.unsure or unchanged or not drawing.sketch.contests:
            screen.banner.say(next_words(drawing, work.line), "warning")
            return
        without = unnamed(drawing)
        if without:
            screen.banner.say(f"{' '.join(without)} {UNNAMED}", "warning")
            return
        if len(who_may(screen.desk)) < _TWO:
            screen.banner.say(NEED_TWO, "warning")
            return
        draft = work.draft()

        def checked(recount: Recount) -> _Checked:
            kept = read_layout(check_draft(recount, draft).data())
            return kept.layout, what_changes(recount, draft), doubts_of(recount, draft)

        screen.desk.ask(checked, lambda result: self._show_afresh(work, draft, result), screen.tell)

    def _show_afresh(self, work: Work, draft: ReferenceDraft, result: _Checked) -> None:
        screen, (layout, changes, doubts) = self._screen, result
        if screen.work is not work:
            return
        contests = contests_for(screen.recount.election, work.line)
        afresh = Drawing(layout.width, layout.height, contests, layout)
        screen.banner.say("")
        screen.canvas.locked = True
        screen.canvas.show_drawing(work.pixels, afresh, "")
        screen.right.setCurrentWidget(screen.confirm)
        # No other style is chosen now, and the names are the larger for its room.
        screen.lines.hide()
        screen.confirm.begin(draft, afresh, who_may(screen.desk), changes, doubts)
        screen.canvas.setFocus()
        self._compare(draft)

    def _compare(self, draft: ReferenceDraft) -> None:
        """Hold the names against what the machine read, meanwhile; it warns and stops nobody.

        It takes seconds, so everything else people wait for goes first, and it ends once the
        drawing is confirmed or left.
        """
        screen, recount = self._screen, self._screen.recount

        def wanted() -> bool:
            return screen.confirm.draft is draft

        def found(unlike: tuple[Unlike, ...]) -> None:
            words = unlike_words(recount.election, unlike)
            if words and wanted():
                screen.confirm.doubt.say(words)
                screen.announcer.say(words)

        screen.desk.images.submit(
            lambda: unlike_machine(recount, draft, wanted), found, priority=IDLE
        )

    def record(self) -> None:
        """The second person confirms: it is recorded."""
        screen = self._screen
        draft = screen.confirm.draft
        if draft is None or self._recording:
            return
        if screen.confirm.lack:
            self._lack = screen.confirm.lack
            screen.banner.say(self._lack, "warning")
            return
        seats = screen.confirm.seats

        def failed(failure: Failure) -> None:
            self._recording = False
            screen.confirm.agree.setEnabled(not screen.confirm.lack)
            screen.tell(failure)

        def done(recorded: Recorded) -> None:
            self._recording = False
            screen.recorded((draft.style, draft.side))
            self.leave()
            screen.say(
                f"Recorded as entry {recorded.entry:,}: where the contests of style {draft.style} "
                f"stand ({side_words(draft.side)})."
            )

        self._recording = True
        screen.confirm.agree.setEnabled(False)
        screen.desk.act(
            lambda recount: record_reference(recount, draft, seats), _PILE, done, failed
        )

    def _lacks_less(self) -> None:
        """What was said of it is true no more."""
        banner = self._screen.banner
        if self._lack and banner.sentence == self._lack != self._screen.confirm.lack:
            banner.say("")

    def leave(self) -> None:
        """Back to the drawing."""
        screen = self._screen
        if screen.drawing_now:
            return
        screen.confirm.end()
        screen.right.setCurrentWidget(screen.panel)
        screen.lines.show()
        screen.show_page()
        screen.canvas.setFocus()

    def _drop(self, told: object) -> None:
        """Whoever drew leaves: nothing of theirs is confirmed by others."""
        if not self._screen.drawing_now:
            self.leave()
            if callable(told):
                told()
