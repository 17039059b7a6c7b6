"""Review as at the table; each ballot stays until the answer beside it was read."""

from PySide6.QtCore import Signal

from adjudicator.desktop.ballot.decode import ImageLoader
from adjudicator.desktop.commands.table import CommandTable
from adjudicator.desktop.kit.workers import WorkQueue
from adjudicator.desktop.practice.answer_page import AnswerPage
from adjudicator.desktop.practice.desk import PracticeDesk
from adjudicator.desktop.review.pictures import ClausePictures
from adjudicator.desktop.review.ports import RecordedRuling
from adjudicator.desktop.review.screen import ReviewScreen
from adjudicator.domain.wording import ruling_sentence
from adjudicator.services.practice.attempt import Attempt
from adjudicator.services.practice.situations import Situation


class PracticeReview(ReviewScreen):
    """The same panel, keys and refusals; after a ruling the panel shows the answer.

    :param desk: the record of the practice.
    :param attempt: keeps what was answered.
    """

    answered = Signal(str)
    """The case number of a ballot whose answer is on the screen."""

    def __init__(
        self,
        desk: PracticeDesk,
        attempt: Attempt,
        record: WorkQueue,
        images: WorkQueue,
        loader: ImageLoader,
        table: CommandTable,
    ) -> None:
        super().__init__(desk, record, images, loader, table)
        self._desk, self._attempt = desk, attempt
        self.setAccessibleName("Practice")
        self.answer = AnswerPage(ClausePictures(images, parent=self))
        self.controller.stays = True
        self.controller.navigator.arrived.connect(lambda _case: attempt.begin())
        self.answer.gone_on.connect(self.controller.go_on)
        self._told = ""

    def show_ruled(self, last: RecordedRuling) -> None:
        """Show the answer in the panel, the ballot beside it."""
        judged = self._attempt.rule(last.number, last.ruling)
        situation, rules = judged.situation, self._desk.rules
        first = situation.answers[0].ruling.clause
        clause = rules.clause(first) if first else None
        self.answer.show_answer(
            judged,
            self._sentences(situation),
            clause,
            counted=self._attempt.first(last.number),
        )
        left = self.controller.navigator.to_do
        self.answer.show_way("&Next ballot" if left else "&Result")
        where = "next ballot" if left else "the result"
        note = f"{self.key_of('propose')}: {where}"
        if clause is not None and not clause.verified:
            note = f"{clause.number}: unverified text \u00b7 {note}"
        self.panel.show_page("The answer of this pack", self.answer, note)
        if self._told != f"{last.number} {last.entry}":
            self._told = f"{last.number} {last.entry}"
            self.announcer.say(self.answer.told)
            self.answered.emit(last.number)

    def _sentences(self, situation: Situation) -> list[str]:
        case = self.flow.case
        if case is None:
            return [""]
        machine, rules = case.row.machine, self._desk.rules
        return [ruling_sentence(a.ruling, case.contest, machine, rules) for a in situation.answers]
