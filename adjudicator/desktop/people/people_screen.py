"""People: everyone enrolled, who is here, who sits at this station."""

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton

from adjudicator.desktop.commands.command import Context
from adjudicator.desktop.desk import Desk, Topic
from adjudicator.desktop.kit.labels import Chip, label
from adjudicator.desktop.kit.table import Column, DataTable
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.people.draft import PersonDraft
from adjudicator.desktop.people.enrol import EnrolDialog, sign_enrolment, sign_file, sign_removal
from adjudicator.desktop.people.file_form import PeopleFileDialog
from adjudicator.desktop.people.hand_out import HandOutDialog
from adjudicator.desktop.people.new_key import ask_for_new_key
from adjudicator.desktop.people.presence_dialog import PresenceDialog
from adjudicator.desktop.people.reading import PersonLine, Roster, read_roster
from adjudicator.desktop.people.sign_in import SignInDialog
from adjudicator.desktop.people.stick_form import StickDialog
from adjudicator.desktop.screen import Host, Screen
from adjudicator.desktop.wording import name_of, party_of, quorum_words
from adjudicator.domain.wording import count
from adjudicator.services.papers.printing_people import Newcomer
from adjudicator.services.people import Enrolment
from adjudicator.services.policies import policy_line, policy_of
from adjudicator.services.presence import HERE
from adjudicator.services.seating import Seat

PEOPLE = frozenset({Topic.PEOPLE})
_SHORT_NAME = 6


class PeopleScreen(Screen):
    """The roster and what can be done with it."""

    context = Context.PEOPLE
    shows = PEOPLE

    def __init__(self, desk: Desk, host: Host) -> None:
        super().__init__(desk, host, "People")
        election = desk.recount.election
        self._roster: Roster | None = None
        self.quorum = self.header.add_chip("")
        self.letters = QLineEdit()
        self.letters.setPlaceholderText("Narrow by name, role, party or table")
        self.letters.setAccessibleName("Narrow the list of people")
        self.table: DataTable[PersonLine] = DataTable(
            (
                Column("Name", lambda r: name_of(r.person)),
                Column("Role", lambda r: r.role),
                Column("Party or\ncandidate", lambda r: party_of(r.person, election)),
                Column("Table", lambda r: r.table),
                Column("Presence", lambda r: r.presence),
                Column("This\nstation", lambda r: "signed in here" if r.seated else ""),
                Column("Short\nname", lambda r: r.person.id),
            ),
            "People",
        )
        self.table.give_rest(_SHORT_NAME, 60)
        self.table.break_in_need()
        self.sign_in = QPushButton("Sign in\u2026 (F3)")
        self.sign_in.setProperty("kind", "primary")
        self.sign_out = QPushButton("Sign &out")
        self.presence = QPushButton("&Presence\u2026")
        self.stick = QPushButton("&Write a stick\u2026")
        self.enrol = QPushButton("&Enrol a person\u2026")
        self.add_file = QPushButton("Add from a &file\u2026")
        self.new_key = QPushButton("&Lost passphrase\u2026")
        self.remove = QPushButton("Re&move\u2026")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme().space("small"))
        row.addWidget(self.letters, 1)
        row.addWidget(self.enrol)
        row.addWidget(self.add_file)
        self.body.addLayout(row)
        self.body.addWidget(self.table, 1)
        actions = QHBoxLayout()
        actions.setSpacing(theme().space("small"))
        for button in (self.sign_in, self.sign_out, self.presence, self.stick):
            actions.addWidget(button)
        actions.addStretch(1)
        actions.addWidget(self.new_key)
        actions.addWidget(self.remove)
        self.body.addLayout(actions)
        hint = (
            "Whoever sits here notes their own presence; an officer who sits here may note "
            "anybody's, and says why."
        )
        self.body.addWidget(label(hint, size="small", tone="surface_muted", wrap=True))
        fixed = f"{policy_line(policy_of(self.recount))}."
        self.body.addWidget(label(fixed, size="small", tone="surface_muted", wrap=True))

    def _connect(self) -> None:
        self.letters.textChanged.connect(self.table.set_words)
        self.table.opened.connect(self._open_sign_in)
        self.table.selectionModel().currentRowChanged.connect(self._show_buttons)
        self.sign_in.clicked.connect(lambda: self._open_sign_in(self.table.current()))
        self.sign_out.clicked.connect(self._sign_out)
        self.presence.clicked.connect(self._note)
        self.stick.clicked.connect(self._write_stick)
        self.enrol.clicked.connect(self._enrol)
        self.add_file.clicked.connect(self._add_file)
        self.new_key.clicked.connect(self._give_new_key)
        self.remove.clicked.connect(self._remove)
        self._show_buttons()

    def refresh(self) -> None:
        """Read the roster anew."""
        self.read(read_roster, self._show)

    def _show(self, roster: Roster) -> None:
        chosen = self.table.current()
        self._roster = roster
        self.table.set_rows(roster.lines)
        here = sum(line.record.presence == HERE for line in roster.lines)
        everyone = count(len(roster.active), "person", "people")
        self.header.set_title("People", f"{everyone}, {here} here")
        self._show_quorum(self.quorum, roster)
        for number, line in enumerate(self.table.shown()):
            if chosen is not None and line.person.id == chosen.person.id:
                self.table.selectRow(number)
        self._show_buttons()

    @staticmethod
    def _show_quorum(chip: Chip, roster: Roster) -> None:
        there = roster.board_present
        seats = sum(person.on_board for person in roster.active)
        words = f"Board: {quorum_words(there, roster.quorum, seats)}"
        chip.set_text(words, "good" if there >= roster.quorum else "warning")

    def _show_buttons(self) -> None:
        line = self.table.current()
        enrolled = line is not None and not line.record.removed
        self.sign_out.setEnabled(line is not None and self._seat_of(line) is not None)
        able = enrolled and line is not None and self._who_may_note(line) is not None
        self.presence.setEnabled(able)
        self.remove.setEnabled(enrolled)
        self.stick.setEnabled(enrolled)
        self.new_key.setEnabled(line is not None)
        removed = line is not None and line.record.removed
        self.new_key.setText("Enrol a&gain\u2026" if removed else "&Lost passphrase\u2026")
        for button in (self.enrol, self.add_file):
            button.setEnabled(self._roster is not None)

    def _seat_of(self, line: PersonLine) -> Seat | None:
        return next((s for s in self.desk.seats if s.person.id == line.person.id), None)

    def _who_may_note(self, line: PersonLine) -> Seat | None:
        own = self._seat_of(line)
        return own or next((s for s in self.desk.seats if s.person.officer), None)

    def _open_sign_in(self, line: PersonLine | None) -> None:
        chosen = line.person.id if line is not None and not line.record.removed else ""
        dialog = SignInDialog(self.desk, self, chosen)
        dialog.told.connect(
            lambda words: self.banner.say(
                words, "warning", "Understood", lambda: self.banner.say("")
            )
        )
        dialog.kept_told.connect(self.say)
        dialog.open()

    def _sign_out(self) -> None:
        line = self.table.current()
        if line is not None:
            who, seating = line.person.id, self.desk.seating
            said = f"{name_of(line.person)} has left this station."
            self.desk.act(
                lambda _recount: seating.sign_out(who),
                PEOPLE,
                lambda kept: self.say(f"{said} {kept.sentence}"),
                self.tell,
            )

    def _note(self) -> None:
        line = self.table.current()
        by = None if line is None else self._who_may_note(line)
        if line is not None and by is not None:
            dialog = PresenceDialog(self.desk, line.person, line.record.presence, by, self)
            dialog.noted.connect(self.say)
            dialog.open()

    def _write_stick(self) -> None:
        line = self.table.current()
        if line is not None:
            StickDialog(self.desk, line.person, self, self.say).open()

    def _enrol(self) -> None:
        roster = self._roster
        if roster is None:
            return
        taken = [line.person.id for line in roster.lines]
        dialog = EnrolDialog(self.desk, taken, self)

        def filled(draft: PersonDraft) -> None:
            sign_enrolment(self.desk, roster, draft, self, self.say)

        dialog.filled.connect(filled)
        dialog.open()

    def _add_file(self) -> None:
        roster = self._roster
        if roster is None:
            return
        dialog = PeopleFileDialog(self.desk, self)
        dialog.filled.connect(lambda people: sign_file(self.desk, roster, people, self, self.say))
        dialog.open()

    def _give_new_key(self) -> None:
        line, roster = self.table.current(), self._roster
        if line is None or roster is None:
            return
        person = line.person
        who = Enrolment(person.id, name_of(person), person.role, person.party)

        def done(_person: str, passphrase: str) -> None:
            said = f"{name_of(person)} has a new key."
            self.say(said)
            HandOutDialog(self.desk, said, [Newcomer(who, passphrase)], self).open()

        ask_for_new_key(self.desk, roster, line, self, done)

    def _remove(self) -> None:
        line = self.table.current()
        if line is not None and self._roster is not None:
            sign_removal(self.desk, self._roster, line.person, self, self.say)
