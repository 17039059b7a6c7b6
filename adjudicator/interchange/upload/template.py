"""A county's template for the state's upload page: columns, their order, codes, form of the file.

One TOML file, described in the handbook, *Formats: upload template*.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar

from adjudicator.interchange.keys import Complaints, Keys
from adjudicator.interchange.problems import Unreadable, did_you_mean, unreadable

UNVERIFIED: Final = "unverified example"
"""How a template that nobody compared with the state's own words is called, everywhere."""
DELIMITERS: Final = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}
LINE_ENDS: Final = {"crlf": "\r\n", "lf": "\n"}
ENCODINGS: Final = {
    "utf-8": "utf-8",
    "utf-8-bom": "utf-8-sig",
    "ascii": "ascii",
    "windows-1252": "cp1252",
    "iso-8859-1": "latin-1",
}
BUCKETS: Final = ("over", "under", "unqualified", "ballots")
_TOP = ("format", "title", "verified", "note", "form", "rows", "column", "codes")
_FORM = (
    *("delimiter", "quoting", "line_end", "last_line_end", "encoding", "header"),
    *("numbers", "digits", "dates"),
)
_ROWS = ("precincts", "groups", "buckets")
_COLUMN = ("head", "value", "as", "text")
_E = TypeVar("_E", bound=StrEnum)


class Value(StrEnum):
    """What a column holds."""

    COUNTY = "county"
    ELECTION = "election"
    DATE = "date"
    CONTEST = "contest"
    PRECINCT = "precinct"
    GROUP = "group"
    CHOICE = "choice"
    """A choice, or one of the buckets."""
    PARTY = "party"
    BEFORE = "before"
    FOUND = "found"
    VOTES = "votes"
    """After the recount."""
    TEXT = "text"
    """The same words in every row."""

    @property
    def is_number(self) -> bool:
        """Whether it is counted."""
        return self in {Value.BEFORE, Value.FOUND, Value.VOTES}

    @property
    def may_be_coded(self) -> bool:
        """Whether the state may have a code for it."""
        return self not in {Value.DATE, Value.TEXT, Value.BEFORE, Value.FOUND, Value.VOTES}


class As(StrEnum):
    """How a value is written."""

    NAME = "name"
    ID = "id"
    CODE = "code"


class Quoting(StrEnum):
    """Which cells stand between double quotes."""

    NEEDED = "needed"
    ALL = "all"
    NEVER = "never"


class Numbers(StrEnum):
    """How numbers are written."""

    PLAIN = "plain"
    GROUPED = "grouped"
    """``30,610``."""
    PADDED = "padded"
    """``030610``: with zeros in front, to :attr:`Form.digits`."""


class Dates(StrEnum):
    """How the day of the election is written."""

    ISO = "iso"
    US = "us"
    """``11/06/2018``."""
    COMPACT = "compact"
    """``20181106``."""


class Parts(StrEnum):
    """Whether parts have rows of their own."""

    APART = "apart"
    TOGETHER = "together"


@dataclass(frozen=True, slots=True)
class Form:
    """The form of the file."""

    delimiter: str = ","
    quoting: Quoting = Quoting.NEEDED
    line_end: str = "\r\n"
    last_line_end: bool = True
    encoding: str = "utf-8"
    header: bool = True
    numbers: Numbers = Numbers.PLAIN
    digits: int = 0
    dates: Dates = Dates.ISO


@dataclass(frozen=True, slots=True)
class UploadColumn:
    """One column."""

    head: str
    value: Value
    written: As = As.NAME
    text: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """Everything the template says."""

    title: str
    verified: bool
    note: str
    form: Form
    columns: tuple[UploadColumn, ...]
    codes: Mapping[str, Mapping[str, str]]
    """By value, then by id: of a choice ``contest/choice``, or the choice's id alone."""
    precincts: Parts = Parts.APART
    groups: Parts = Parts.APART
    buckets: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The title; of one that is not verified with these words."""
        return self.title if self.verified else f"{self.title} ({UNVERIFIED})"

    def code(self, value: Value, ids: Iterable[str]) -> str | None:
        """The state's code for the first of these ids it has one for."""
        known = self.codes.get(value.value, {})
        return next((known[each] for each in ids if each in known), None)


def read_template(data: bytes, file: str) -> Template:
    """Read a template.

    :raises Unreadable: not TOML, or a key is missing, unknown or of a wrong value; all at once.
    """
    try:
        value = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise unreadable(file, f"This is not TOML: {error}.") from error
    complaints = Complaints(file)
    keys = Keys(value, "", complaints)
    keys.only(_TOP)
    if keys.raw("format") != 1:
        keys.complain("format", "This program reads format 1.")
    rows = Keys(keys.raw("rows") if keys.has("rows") else {}, "rows", complaints)
    rows.only(_ROWS)
    columns = tuple(_column(k) for k in keys.groups("column", required=True))
    template = Template(
        title=keys.text("title"),
        verified=keys.flag("verified"),
        note=keys.text("note", ""),
        form=_form(Keys(keys.raw("form"), "form", complaints)),
        columns=columns,
        codes=_codes(keys, complaints),
        precincts=_one_of(rows, "precincts", Parts, Parts.APART),
        groups=_one_of(rows, "groups", Parts, Parts.APART),
        buckets=_buckets(rows),
    )
    if not any(column.value is Value.VOTES for column in columns):
        keys.complain("column", 'No column holds the votes: give one value = "votes".')
    _check_columns(keys, template)
    if complaints.problems:
        raise Unreadable(complaints.problems)
    return template


def _check_columns(keys: Keys, template: Template) -> None:
    """Every head once, and a column for whatever has rows of its own."""
    heads = [column.head for column in template.columns if column.head and template.form.header]
    for head in dict.fromkeys(heads):
        if heads.count(head) > 1:
            keys.complain("column", f'Two columns have the head "{head}". Name each of them once.')
    values = {column.value for column in template.columns}
    for name, parts, value in (
        ("precincts", template.precincts, Value.PRECINCT),
        ("groups", template.groups, Value.GROUP),
    ):
        if parts is Parts.APART and value not in values:
            keys.complain(
                f"rows.{name}",
                "They have rows of their own, and no column tells which: add one of "
                f'value = "{value}", or write {name} = "together".',
            )
    if Value.CHOICE not in values:
        keys.complain("column", 'No column tells the choice: give one value = "choice".')


def _form(keys: Keys) -> Form:
    keys.only(_FORM)
    numbers = _one_of(keys, "numbers", Numbers, Numbers.PLAIN)
    digits = keys.number("digits", 0)
    if numbers is Numbers.PADDED and not digits:
        keys.complain("digits", "Padded numbers need to know how many digits: digits = 6.")
    return Form(
        delimiter=_known(keys, "delimiter", DELIMITERS),
        quoting=_one_of(keys, "quoting", Quoting, Quoting.NEEDED),
        line_end=_known(keys, "line_end", LINE_ENDS),
        last_line_end=keys.flag("last_line_end", default=True),
        encoding=_known(keys, "encoding", ENCODINGS),
        header=keys.flag("header", default=True),
        numbers=numbers,
        digits=digits,
        dates=_one_of(keys, "dates", Dates, Dates.ISO),
    )


def _known(keys: Keys, key: str, known: Mapping[str, str]) -> str:
    """The value one of some words stands for; the first one's where it is none of them."""
    word = keys.text(key)
    if word not in known:
        if word:
            words = ", ".join(known)
            keys.complain(key, f'"{word}" is none of: {words}.{did_you_mean(word, known)}')
        return next(iter(known.values()))
    return known[word]


def _one_of(keys: Keys, key: str, words: type[_E], default: _E) -> _E:
    word = keys.text(key, default.value)
    try:
        return words(word)
    except ValueError:
        known = [each.value for each in words]
        keys.complain(key, f'"{word}" is none of: {", ".join(known)}.{did_you_mean(word, known)}')
        return default


def _column(keys: Keys) -> UploadColumn:
    keys.only(_COLUMN)
    value = _one_of(keys, "value", Value, Value.TEXT)
    written = _one_of(keys, "as", As, As.NAME)
    if written is not As.NAME and not value.may_be_coded:
        keys.complain("as", f"A column of {value.value} has no codes.")
    return UploadColumn(keys.text("head"), value, written, keys.text("text", ""))


def _buckets(keys: Keys) -> tuple[str, ...]:
    found = keys.texts("buckets")
    for word in found:
        if word not in BUCKETS:
            known = ", ".join(BUCKETS)
            keys.complain("buckets", f'"{word}" is none of: {known}.{did_you_mean(word, BUCKETS)}')
    return found


def _codes(keys: Keys, complaints: Complaints) -> dict[str, dict[str, str]]:
    """The tables of codes; a code is a text, for ``001`` and ``1`` are two."""
    found: dict[str, dict[str, str]] = {}
    raw = keys.raw("codes") or {}
    known = [value.value for value in Value if value.may_be_coded]
    tables = Keys(raw, "codes", complaints)
    tables.only(known)
    for name in known:
        if not tables.has(name):
            continue
        table = tables.raw(name)
        if not isinstance(table, dict):
            tables.complain(name, "This must be a group of named codes.")
            continue
        for key, code in table.items():
            if not isinstance(code, str):
                tables.complain(f"{name}.{key}", 'A code is a text: write "001", not 001.')
        # An empty text is a code nobody has filled in yet.
        found[name] = {k: c for k, c in table.items() if isinstance(c, str) and c}
    return found
