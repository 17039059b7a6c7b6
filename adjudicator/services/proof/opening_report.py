"""Gathers the opening report: everything that was fixed before anybody ruled, and nothing ruled.

Printed later it tells the state of that moment, and says that it does.
"""

from collections.abc import Iterator
from hashlib import sha256

from adjudicator.domain.ballots import Lot
from adjudicator.domain.tally import Figure
from adjudicator.domain.wording import join_names
from adjudicator.interchange.papers.opening_report import Column, OpeningReport, Part
from adjudicator.interchange.papers.stamp import Stamp
from adjudicator.ledger.state import RecordState
from adjudicator.services.papers.printing import name_of, people_by_id, stands_for
from adjudicator.services.policies import policy_sentences
from adjudicator.services.proof.heads import entries_of
from adjudicator.services.proof.program import grouped, installed_program
from adjudicator.services.recount import Recount
from adjudicator.services.tabulator_test import noted_tests
from adjudicator.services.tallying import TallyLine, tally_lines
from adjudicator.storage.queries.acts import EntryRecord, open_body

_FINGERPRINT = (
    "A fingerprint is the first 16 digits of the SHA-256 of the public key; whoever enrolled can "
    "compare theirs."
)


def opening_report(recount: Recount, stamp: Stamp) -> OpeningReport:
    """The report as the record stands now."""
    with recount.reading() as connection:
        opened = open_body(connection)
        imports = list(entries_of(connection, ("import",)))
        piles = list(entries_of(connection, ("pile",)))
        tally = tally_lines(connection, recount.election)
    people = people_by_id(recount)
    data = recount.state.data
    return OpeningReport(
        stamp=stamp,
        title=f"{recount.election.county} · {recount.election.title}",
        state=_state_words(recount.state, piled=bool(piles)),
        parts=(
            _what(recount, opened),
            *(_tally(line) for line in tally),
            *(_import(recount, record) for record in imports),
            *(_pile(recount, n, record) for n, record in enumerate(piles, start=1)),
            *_tests(recount),
            _policies(recount, opened),
            _roster(recount),
        ),
        appendix=(_program(),),
        signers=tuple(
            f"{name_of(people, person.id)} · {person.role.label}" for person in data.board()
        ),
    )


def _state_words(state: RecordState, *, piled: bool) -> str:
    rulings = sum(len(act.cases) for act in state.data.rulings.values())
    if rulings:
        said = "1 ruling stands" if rulings == 1 else f"{rulings:,} rulings stand"
        return (
            f"Printed after the first ruling: {said} in the record. This is the state of now, at "
            f"{state.size:,} entries, not that of the opening."
        )
    when = "" if piled else " The pile is not closed yet."
    return (
        f"Before the first ruling, at {state.size:,} entries: no ruling is in the record, and the "
        f"tally is what the machine counted.{when}"
    )


def _what(recount: Recount, opened: dict[str, object]) -> Part:
    election = recount.election
    verifier = opened["verifier"]
    rows = (
        ("The record's own name", recount.origin),
        ("Purpose", recount.watermark or "A recount that counts"),
        ("Election held", f"{election.held.isoformat()}, {election.state}"),
        ("Opened with", str(opened["program"])),
        ("Printed with", f"Adjudicator {installed_program().version}"),
    )
    hashes = (
        ("Program, all files", installed_program().digest),
        ("Definition of the election", str(opened["election"])),
        ("Rule pack", str(opened["rules"])),
        ("verify_recount.py", str(verifier or "not named at the opening")),
        ("The record at this moment", recount.state.root.hex()),
    )
    columns = (Column("", 1), Column("", 3, code=True))
    return Part("What this is", columns=columns, rows=(*rows, *hashes))


def _tally(line: TallyLine) -> Part:
    contest = line.tally.contest
    rows = [_figures(contest.choice(choice).name, figure) for choice, figure in line.tally.choices]
    ends = [
        _figures("Overvotes", line.tally.over),
        _figures("Undervotes", line.tally.under),
        _figures("Unqualified write-ins", line.tally.unqualified),
    ]
    ballots = line.tally.ballots
    told = "Ballots: not known." if ballots is None else f"Ballots: {ballots:,}."
    foots = {True: "yes", False: "NO", None: "not checked"}[line.tally.balanced]
    return Part(
        f"Tally: {contest.title}",
        (f"{told} Foots: {foots}. Cases pending: {line.tally.pending:,}.",),
        (
            Column("", 5),
            Column("Second returns", 2, number=True),
            Column("Found by hand", 2, number=True),
            Column("Together", 2, number=True),
        ),
        (*rows, *ends),
        totals=len(ends),
    )


def _figures(name: str, figure: Figure) -> tuple[str, str, str, str]:
    return (
        name,
        f"{figure.before:,}",
        f"{figure.change:+,}" if figure.change else "0",
        (f"{figure.after:,}"),
    )


def _import(recount: Recount, record: EntryRecord) -> Part:
    body = record.body
    lots = ", ".join(f"{Lot(lot).label.lower()} {n:,}" for lot, n in body["lots"])
    flagged: dict[str, int] = {}
    for contest, _condition, n in body["flagged"]:
        flagged[contest] = flagged.get(contest, 0) + n
    cases = "; ".join(f"{recount.election.contest(c).title} {n:,}" for c, n in flagged.items())
    counts = body["counts"] or "none given"
    sentences = [
        (
            f"Read by {body['reader']}, {body['version']}. Sheets: {lots or 'none'}. Flagged: "
            f"{cases or 'none'}. Quarantined: {body['quarantined']:,}."
        ),
    ]
    if record.index in recount.state.data.imports and (
        recount.state.data.imports[record.index].voided is not None
    ):
        sentences.append("This import was taken back by the board.")
    rows = [(name, f"{size:,}", digest) for name, size, digest in body["files"]]
    ends = [("List of its sheets", "", body["manifest"]), ("Machine counts", "", counts)]
    return Part(
        f"Import, entry {record.index}",
        tuple(sentences),
        (Column("File", 3), Column("Bytes", 1.2, number=True), Column("SHA-256", 5, code=True)),
        (*rows, *ends),
        small=True,
        totals=len(ends),
    )


def _pile(recount: Recount, number: int, record: EntryRecord) -> Part:
    body = record.body
    cases = dict(body["cases"])
    rows = tuple(
        (recount.election.contest(contest).title, f"{over:,}", f"{under:,}", f"{n:,}")
        for contest, over, under in body["expected"]
        for n in [cases.get(contest, 0)]
    )
    which = "" if number == 1 else f" {number}"
    return Part(
        f"Pile{which}, entry {record.index}",
        (
            f"The order of work is shuffled by the seed {body['seed']}.",
            f"How the seed was drawn: {body['drawn'].rstrip('.')}.",
        ),
        (
            Column("Contest", 5),
            Column("Overvotes expected", 2, number=True),
            Column("Undervotes expected", 2, number=True),
            Column("Cases", 1, number=True),
        ),
        rows,
    )


def _tests(recount: Recount) -> Iterator[Part]:
    """The tests of the tabulators that stand in the record now, the first one first."""
    notes = noted_tests(recount)[::-1]
    if notes:
        rows = tuple((note.time, note.words, join_names(note.signers)) for note in notes)
        yield Part(
            "Test of the tabulators",
            columns=(Column("Noted", 2), Column("What was noted", 6), Column("By", 2)),
            rows=rows,
        )


def _policies(recount: Recount, opened: dict[str, object]) -> Part:
    contests = ", ".join(recount.election.contest(c).title for c in recount.state.data.contests)
    rules = recount.rules
    return Part(
        "Rules and policies, fixed at the opening",
        (
            f"Contests of the recount: {contests}.",
            f"Rule pack {rules.id}: {rules.title}. SHA-256 {opened['rules']}.",
            *policy_sentences(recount.state.data.rules.fields),
        ),
    )


def _roster(recount: Recount) -> Part:
    data = recount.state.data
    return Part(
        "Roster",
        (_FINGERPRINT,),
        (
            Column("Name", 4),
            Column("Id", 1.5),
            Column("Role", 2),
            Column("For", 3),
            Column("Fingerprint of the key", 3, code=True),
        ),
        (
            *_people(recount),
            ("The record's own key", "", "", "", _fingerprint(data.keys[0].public)),
        ),
        totals=1,
    )


def _people(recount: Recount) -> Iterator[tuple[str, str, str, str, str]]:
    data, people = recount.state.data, people_by_id(recount)
    for person, enrolled in sorted(data.people.items()):
        if enrolled.active:
            yield (
                name_of(people, person),
                person,
                enrolled.person.role.label,
                stands_for(recount, enrolled.person),
                _fingerprint(data.keys[enrolled.key].public),
            )


def _fingerprint(public: bytes) -> str:
    return grouped(sha256(public).hexdigest())


def _program() -> Part:
    program = installed_program()
    return Part(
        "Every file of the program",
        (
            program.sentence,
            (
                "The digest is the SHA-256 of this list as sha256sum prints it. The same digest "
                "stands under Help, About, and at the end of every verification."
            ),
        ),
        (Column("File", 3), Column("SHA-256", 3.4, code=True)),
        tuple((each.name, each.sha256) for each in program.files),
        small=True,
    )
