"""The record a page at a time, newest first, narrowed by what people ask for."""

from dataclasses import dataclass

from adjudicator.domain.election import Contest
from adjudicator.ledger.casenumbers import case_number, spoken
from adjudicator.ledger.notes import record_code
from adjudicator.ledger.state import RecordState
from adjudicator.services.entry_cases import told
from adjudicator.services.entry_words import entry_sentence
from adjudicator.services.queue import case_called
from adjudicator.services.recount import Recount
from adjudicator.services.veil import is_any_veiled
from adjudicator.storage.connection import Connection
from adjudicator.storage.queries.acts import EntryRecord, list_entries, list_people

PAGE = 200
"""Entries on a page."""
_CHUNK = 1_000
_KEEPING = {"vote", "attest"}
"""Kinds whose plain sentence says what was voted or claimed."""


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """What to keep; every part left empty lets all through."""

    kind: str = ""
    contest: str = ""
    person: str = ""
    case: str = ""
    """A case number as typed."""
    words: str = ""

    @property
    def empty(self) -> bool:
        """Whether everything is let through."""
        return self == EntryFilter()


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry as the list shows it."""

    entry: EntryRecord
    sentence: str
    people: tuple[str, ...]
    """Names of those who signed."""


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Some entries, newest first."""

    lines: tuple[EntryLine, ...]
    older: int | None
    """The index below which the next page begins; ``None`` if there is nothing older."""
    size: int
    """Entries of the whole record."""


def read_page(
    recount: Recount, wanted: EntryFilter, *, below: int | None = None, limit: int = PAGE
) -> EntryPage:
    """A page of entries whose index lies below ``below``, the newest first.

    :raises Refusal: the case number is none, or none of this recount.
    """
    state = recount.state
    top = state.size if below is None else min(below, state.size)
    found: list[EntryLine] = []
    with recount.reading() as connection:
        keep = _Keeper(recount, connection, state, wanted)
        while top > 0 and len(found) < limit:
            chunk = _CHUNK if not wanted.empty else limit - len(found)
            first = max(0, top - chunk)
            kinds = (wanted.kind,) if wanted.kind else ()
            person = wanted.person or None
            page = list_entries(
                connection, first=first, limit=top - first, kinds=kinds, person=person
            )
            for entry in reversed([e for e in page if e.index < top]):
                line = keep.line(entry)
                if line is None:
                    continue
                if len(found) == limit:
                    return EntryPage(tuple(found), found[-1].entry.index, state.size)
                found.append(line)
            top = first
    older = found[-1].entry.index if found and top > 0 else None
    return EntryPage(tuple(found), older, state.size)


class _Keeper:
    """Makes the line of an entry, or nothing where the filter leaves it out."""

    def __init__(
        self, recount: Recount, connection: Connection, state: RecordState, wanted: EntryFilter
    ) -> None:
        self._recount, self._connection = recount, connection
        self._state, self._wanted = state, wanted
        self._names = {p.person.id: p.person.name or p.person.id for p in list_people(connection)}
        self._words = tuple(wanted.words.casefold().split())
        self._seal = case_called(connection, wanted.case).seal if wanted.case.strip() else ""
        self._titles = {c.id: c.title for c in recount.election.contests}

    def line(self, entry: EntryRecord) -> EntryLine | None:
        wanted = self._wanted
        if wanted.contest and wanted.contest not in contests_of(self._state, entry):
            return None
        if self._seal and self._seal not in cases_of(self._state, entry):
            return None
        people = tuple(self._names.get(p, p) for p in entry.signers)
        if self._words:
            contests = [self._titles.get(c, c) for c in contests_of(self._state, entry)]
            numbers = [spoken_case(self._state, s) for s in cases_of(self._state, entry)[:64]]
            text = " ".join((self._plain(entry), *people, *contests, *numbers)).casefold()
            if not all(word in text for word in self._words):
                return None
        words = told(self._recount, self._state, self._connection, entry, self._names)
        return EntryLine(entry, words, people)

    def _plain(self, entry: EntryRecord) -> str:
        """The sentence words are looked for in; what is kept of a reopened case is not in it."""
        if entry.kind in _KEEPING and is_any_veiled(
            self._state, entry.index, cases_of(self._state, entry)
        ):
            return told(self._recount, self._state, self._connection, entry, self._names)
        return entry_sentence(entry.body, entry.signers, self._names)


def cases_of(state: RecordState, entry: EntryRecord) -> list[str]:
    """The seals of the cases an act is about: ruled on, answered, objected to, closed."""
    body = entry.body
    seals: list[str] = []
    match entry.kind:
        case "rule":
            seals = [item["case"] for item in body["items"]]
        case "attest":
            seals = sorted(state.data.attests[entry.index].cases)
        case "withdraw":
            seals = list(state.data.objections[body["objection"][0]].cases)
        case "close":
            seals = [s for n in body["batches"] for s in state.data.batches[n].cases]
        case "vote" | "reopen":
            seals = list(body["cases"])
        case "paper" | "rescan":
            seals = [body["case"]]
        case "sample":
            seals = list(state.data.samples[entry.index].cases)
        case "look":
            seals = [item["case"] for item in body["items"]]
        case "motion":
            seals = list(body["target"].get("cases", ()))
        case _:
            pass
    return seals


def contests_of(state: RecordState, entry: EntryRecord) -> set[str]:
    """The contests an act is about."""
    body = entry.body
    match entry.kind:
        case "rule":
            return {item["contest"] for item in body["items"]}
        case "import":
            return {row[0] for row in body["flagged"]}
        case "pile":
            return {row[0] for row in body["cases"]}
        case "open":
            return set(body["contests"])
        case "motion" if "contest" in body["target"]:
            return {body["target"]["contest"]}
        case _:
            cases = (state.data.cases[seal] for seal in cases_of(state, entry))
            return {case.contest for case in cases if case.contest is not None}


def spoken_case(state: RecordState, seal: str) -> str:
    """The case number of a seal as it is spoken: ``4 1 7 K``."""
    return spoken(case_number(state.data.cases[seal].number))


def code_at(state: RecordState, entry: int) -> str:
    """The record code as it stood after that entry."""
    return record_code(state.root_at(entry + 1))


def titles(contests: tuple[Contest, ...], wanted: set[str]) -> list[str]:
    """Titles of some contests in the order of the definition."""
    return [c.title for c in contests if c.id in wanted]
