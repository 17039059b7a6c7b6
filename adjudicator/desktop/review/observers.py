"""The observers' side of Review: they sign, decline, go away and come back, object and withdraw."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.workers import URGENT, WorkQueue
from adjudicator.desktop.review import objection as drafting
from adjudicator.desktop.review.objection import ObjectionDraft
from adjudicator.desktop.review.ports import (
    CaseView,
    FiledObjection,
    ObserversDesk,
    ObserverView,
    StationView,
)
from adjudicator.domain.policy import AttestPolicy
from adjudicator.domain.wording import join_names
from adjudicator.ledger.casenumbers import spoken
from adjudicator.services.attesting import Answer
from adjudicator.services.shown import ChangedMeanwhile

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ObjectionForm:
    """The form that takes the bar while an observer objects."""

    observer: ObserverView
    subject: CaseView
    draft: ObjectionDraft
    other: CaseView | None = None
    """The ballot it can be switched to: the last one, or back to this one."""
    withdraws: FiledObjection | None = None
    """The objection that stands and this observer is about to withdraw instead."""


@dataclass(frozen=True, slots=True)
class _Superseded:
    """An objection that was not filed, for the case stands differently by now."""

    case: CaseView
    sentence: str


class ObserverFlow(QObject):
    """Answers and objections of the observers of one station."""

    changed = Signal()
    """The form opened, changed or closed."""
    station_changed = Signal(object)
    """A fresh :class:`StationView`."""
    said = Signal(str)
    """A sentence for everyone at the table."""
    asked = Signal(str)
    """Some are asked for their answer now; nothing waits for it."""
    filed = Signal(object)
    """A :class:`FiledObjection`."""
    withdrawn = Signal(object)
    superseded = Signal(object, str)
    """A :class:`CaseView` that stands differently from what was objected to, and the sentence."""

    def __init__(
        self,
        desk: ObserversDesk,
        queue: WorkQueue,
        station: StationView,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._queue = desk, queue
        self.station = station
        self.form: ObjectionForm | None = None
        self._busy: set[str] = set()

    def refresh(self) -> None:
        """Ask who sits here and what is unanswered."""

        def take(station: StationView) -> None:
            sentence = asking(self.station, station)
            self.station = station
            self.station_changed.emit(station)
            if sentence:
                self.asked.emit(sentence)
            self._put_away()

        self._queue.submit(self._desk.station, take, self._tell)

    def _put_away(self) -> None:
        """Whoever has signed out files nothing: their form does not hold up those who stay."""
        if self.form is None:
            return
        observer = self.form.observer
        if all(here.person != observer.person for here in self.station.observers):
            self.close_form()
            self.said.emit(
                f"{observer.name} has signed out: the objection that was being written was put "
                "away. Nothing was filed."
            )

    def sign(self, place: int) -> None:
        """No objection to every ruling since this observer's last answer."""
        self._answer(place, Answer.NONE, "signed, no objection")

    def decline(self, place: int) -> None:
        """This observer declines to sign."""
        self._answer(place, Answer.DECLINE, "declined to sign")

    def toggle_away(self, place: int) -> None:
        """Away from the table, or back at it."""
        observer = self._observer(place)
        if observer is None:
            return
        away = not observer.away
        words = "not at the table" if away else "back at the table"
        self._do(
            observer.person,
            lambda: self._desk.attend(observer.person, away=away),
            lambda _done: self.said.emit(f"{observer.name}: {words}."),
        )

    def open_form(self, place: int, case: CaseView | None, last: CaseView | None) -> None:
        """Open the objection form, or ask whether to withdraw one that stands on this case."""
        observer = self._observer(place)
        if observer is None:
            return
        if self.form is not None and self.form.observer.person == observer.person:
            self.close_form()
            return
        subject = case or last
        if subject is None:
            self.said.emit("No ballot is on the screen to object to.")
            return
        own = _own(subject, observer.person)
        self.form = ObjectionForm(
            observer, subject, ObjectionDraft(subject.contest), last if case else None, own
        )
        self.changed.emit()

    def press(self, act: str) -> None:
        """A key while the form is open."""
        form = self.form
        if form is None:
            return
        if act == "forward" and form.other is not None:
            self._switch(form, form.other)
        elif act == "back" and (form.withdraws is not None or form.draft.ground is None):
            self.close_form()
            return
        elif form.withdraws is None:
            self.form = replace(form, draft=drafting.press(form.draft, act))
        self.changed.emit()

    def _switch(self, form: ObjectionForm, other: CaseView) -> None:
        own = _own(other, form.observer.person)
        self.form = ObjectionForm(
            form.observer, other, ObjectionDraft(other.contest), form.subject, own
        )

    def write(self, words: str) -> None:
        """The observer's own words."""
        if self.form is not None:
            self.form = replace(self.form, draft=drafting.with_words(self.form.draft, words))

    def remind(self, words: str) -> None:
        """Say on the form why something else has to wait for it."""
        if self.form is not None:
            self.form = replace(self.form, draft=replace(self.form.draft, message=words))
            self.changed.emit()
            self.said.emit(words)

    def close_form(self) -> None:
        """Put the form away; nothing was filed."""
        self.form = None
        self.changed.emit()

    def file(self) -> None:
        """File the objection, or withdraw the one that stands."""
        form = self.form
        if form is None or form.observer.person in self._busy:
            return
        if form.withdraws is not None:
            self._withdraw(form.withdraws)
            return
        claim = form.draft.objection
        if claim is None:
            self.form = replace(form, draft=replace(form.draft, message=form.draft.problem))
            self.changed.emit()
            return
        person, subject = form.observer.person, form.subject
        self.close_form()

        def run() -> FiledObjection | _Superseded:
            try:
                return self._desk.file_objection(person, subject, claim)
            except ChangedMeanwhile as changed:
                return _Superseded(self._desk.case(subject.number), str(changed))

        def told(result: FiledObjection | _Superseded) -> None:
            if isinstance(result, _Superseded):
                self._show_again(form, result)
            else:
                self._filed(result)

        self._do(person, run, told)

    def _show_again(self, form: ObjectionForm, now: _Superseded) -> None:
        """The form comes back with what was written, over the case as it stands now."""
        case = now.case
        ruling = "" if case.last is None else f" Now: {case.last.sentence}"
        words = f"{now.sentence}{ruling}"
        if self.form is None:
            draft = replace(form.draft, message=words)
            own = _own(case, form.observer.person)
            self.form = replace(form, subject=case, draft=draft, withdraws=own)
            self.changed.emit()
        self.said.emit(words)
        self.superseded.emit(case, words)

    def _filed(self, objection: FiledObjection) -> None:
        self.said.emit(objection.sentence)
        self.filed.emit(objection)

    def _withdraw(self, objection: FiledObjection) -> None:
        def told(_done: None) -> None:
            self.said.emit(withdrawal(objection))
            self.withdrawn.emit(objection)

        self.close_form()
        self._do(objection.person, lambda: self._desk.withdraw(objection), told)

    def _answer(self, place: int, answer: Answer, words: str) -> None:
        observer = self._observer(place)
        if observer is None:
            return

        def told(count: int) -> None:
            if not count:
                self.said.emit(f"{observer.name}: nothing to answer since the last answer.")
                return
            what = "1 ruling" if count == 1 else f"{count} rulings"
            self.said.emit(f"{observer.name}: {words}, {what}.")

        self._do(observer.person, lambda: self._desk.answer(observer.person, answer), told)

    def _observer(self, place: int) -> ObserverView | None:
        if place < len(self.station.observers):
            return self.station.observers[place]
        self.said.emit("No observer has that key. Observers sign in with F3.")
        return None

    def _do(self, person: str, run: Callable[[], T], told: Callable[[T], None]) -> None:
        """One act of one observer at a time: a second press does nothing."""
        if person in self._busy:
            return
        self._busy.add(person)

        def done(result: T) -> None:
            self._busy.discard(person)
            told(result)
            self.refresh()

        def failed(failure: Failure) -> None:
            self._busy.discard(person)
            self._tell(failure)
            self.refresh()

        self._queue.submit(run, done, failed, priority=URGENT, must_run=True)

    def _tell(self, failure: Failure) -> None:
        self.said.emit(failure.sentence)


def _own(case: CaseView, person: str) -> FiledObjection | None:
    """This observer's objection that stands on a case, open or late."""
    return next((o for o in (*case.objections, *case.late) if o.person == person), None)


def asking(before: StationView, now: StationView) -> str:
    """Who is asked for their answer now and was not before; empty if nobody is.

    Asked after every ruling, the word at their name is enough: a sentence each time would stand in
    the team's way.
    """
    if now.attest is AttestPolicy.EACH:
        return ""
    were = {observer.person for observer in before.observers if observer.asked}
    told = [
        f"{o.name} ({o.unanswered} {'ruling' if o.unanswered == 1 else 'rulings'})"
        for o in now.observers
        if o.asked and o.person not in were
    ]
    return f"Asked for their answer: {join_names(told)}. Work goes on meanwhile." if told else ""


def withdrawal(objection: FiledObjection) -> str:
    """The withdrawal of an objection in words."""
    return f"Objection {objection.label} on case {spoken(objection.number)} is withdrawn."
