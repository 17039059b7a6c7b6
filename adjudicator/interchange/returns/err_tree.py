"""An election results report (NIST SP 1500-100 v2) as a tree of objects, from XML or JSON alike.

Every object keeps the place it stands at, so that whatever is wrong with it can be said where.  An
XML file that declares a document type is refused: entities can swell a file without end.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from adjudicator.interchange.problems import Problem, Unreadable, unreadable

NAMESPACE = "http://itl.nist.gov/ns/voting/1500-100/v2"
_XSI_TYPE = "http://www.w3.org/2001/XMLSchema-instance type"
_DEEPEST = 40
_JSON_PREFIX = "ElectionResults."

_REPORT = "ElectionReport"
_AGAIN = "Ask for the report again, mended."


@dataclass(slots=True)
class Node:
    """One object of the report, or one plain value."""

    name: str
    """The element or key it stands under."""
    place: str
    """``line 8713`` of XML, ``Election[0].Contest[2]`` of JSON."""
    kind: str = ""
    """What it is where the format says so: ``CandidateContest``."""
    id: str = ""
    text: str = ""
    """The value of a plain one."""
    children: list["Node"] = field(default_factory=list)

    def all(self, name: str) -> Iterator["Node"]:
        """The children under that name."""
        return (child for child in self.children if child.name == name)

    def first(self, name: str) -> "Node | None":
        """The first child under that name."""
        return next(self.all(name), None)

    def value(self, name: str) -> str:
        """The plain value under that name; empty if there is none."""
        child = self.first(name)
        return child.text.strip() if child else ""

    def words(self, name: str) -> str:
        """A text under that name: plain, or the first of its languages."""
        child = self.first(name)
        if child is None or not child.children:
            return child.text.strip() if child else ""
        line = child.first("Text")
        return "" if line is None else line.value("Content") or line.text.strip()

    def references(self, name: str) -> Iterator[tuple[str, "Node"]]:
        """The ids under that name, each with the node it stands in."""
        for child in self.all(name):
            for reference in child.text.split():
                yield reference, child

    def everything(self) -> Iterator["Node"]:
        """This object and all below it."""
        yield self
        for child in self.children:
            yield from child.everything()


def read_report(file: str, data: bytes) -> Node:
    """Read a report.

    :param file: its name, for what is wrong with it.
    :raises Unreadable: neither XML nor JSON, or something else than a report.
    """
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    root = _json_tree(file, data) if start == b"{" else _xml_tree(file, data)
    if root.kind != _REPORT:
        raise unreadable(
            file,
            f"This is no election results report of version 2{_instead(root)}. "
            "Ask for the returns as NIST SP 1500-100 v2, or as CSV.",
        )
    return root


def _instead(root: Node) -> str:
    found = root.kind or root.name
    return f" but {found!r}" if found else ""


def trouble(file: str, node: Node, message: str) -> Problem:
    """What is wrong with one object, and where it stands."""
    return Problem(file, None, f"{node.place}, {node.name}" if node.name else node.place, message)


class _Builder:
    """Makes the tree as expat meets elements."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.data
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.buffer_text = True
        self.root = Node("", "the file")
        """The first element; expat refuses a file that has none."""
        self._open: list[Node] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        place = f"line {self.parser.CurrentLineNumber}"
        kind = attributes.get(_XSI_TYPE, "").rpartition(":")[2]
        node = Node(local, place, kind or local, attributes.get("ObjectId", ""))
        if self._open:
            self._open[-1].children.append(node)
        else:
            node.kind = (
                local if namespace == NAMESPACE else f"{local} of {namespace or 'no version'}"
            )
            self.root = node
        self._open.append(node)
        if len(self._open) > _DEEPEST:
            raise unreadable(self.file, "Elements stand in one another too deep.", column=place)
        if local == "Text" and "Language" in attributes:
            node.kind = "LanguageString"

    def end(self, _name: str) -> None:
        self._open.pop()

    def data(self, text: str) -> None:
        self._open[-1].text += text

    def doctype(self, *_declared: object) -> None:
        raise unreadable(
            self.file,
            "The file declares a document type, which such reports do not need. Save it without.",
            column=f"line {self.parser.CurrentLineNumber}",
        )


def _xml_tree(file: str, data: bytes) -> Node:
    builder = _Builder(file)
    try:
        builder.parser.Parse(data, True)  # noqa: FBT003 - expat takes it by place only
    except expat.ExpatError as error:
        words = expat.ErrorString(error.code) or "cannot be read"
        raise unreadable(
            file,
            f"From here on this is neither XML nor JSON ({words}). Ask for the file again.",
            column=f"line {error.lineno}",
        ) from error
    return builder.root


def _json_tree(file: str, data: bytes) -> Node:
    try:
        value = json.loads(data.decode("utf-8-sig"), parse_float=str, parse_constant=str)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        line = f"line {error.lineno}" if isinstance(error, json.JSONDecodeError) else None
        raise unreadable(
            file, f"From here on this is not JSON ({error}). Ask for the file again.", column=line
        ) from error
    root = Node("", "the report")
    _fill(root, value, "")
    return root


def _fill(node: Node, value: object, path: str) -> None:
    if isinstance(value, dict):
        kind = value.get("@type")
        node.kind = str(kind).removeprefix(_JSON_PREFIX) if kind else node.name
        node.id = str(value.get("@id", ""))
        for key, inner in value.items():
            if not key.startswith("@"):
                _child(node, key, inner, f"{path}.{key}" if path else key)
    elif value is not None:
        node.text = str(value).lower() if isinstance(value, bool) else str(value)


def _child(node: Node, key: str, value: object, path: str) -> None:
    if isinstance(value, list):
        for number, inner in enumerate(value):
            _child(node, key, inner, f"{path}[{number}]")
        return
    child = Node(key, path)
    _fill(child, value, path)
    node.children.append(child)


def check_references(file: str, root: Node) -> None:
    """Every id once, and every reference to an object of the kind it has to be.

    :raises Unreadable: with everything that is wrong.
    """
    problems: list[Problem] = []
    objects: dict[str, Node] = {}
    for node in root.everything():
        if node.id and objects.setdefault(node.id, node) is not node:
            message = f"The id {node.id} stands at {objects[node.id].place} already. {_AGAIN}"
            problems.append(trouble(file, node, message))
    for node in root.everything():
        for field_name, wanted in _KINDS.items():
            for reference, place in node.references(field_name):
                problems += _wrong(file, place, objects.get(reference), reference, wanted)
    if problems:
        raise Unreadable(problems)


def _wrong(
    file: str, place: Node, found: Node | None, reference: str, wanted: str
) -> Iterator[Problem]:
    if found is None:
        yield trouble(file, place, f"{reference} is the id of nothing in this file. {_AGAIN}")
    elif found.name != wanted:
        yield trouble(
            file,
            place,
            f"{reference} is the {found.name} at {found.place}, and a {wanted} has to stand here. "
            f"{_AGAIN}",
        )


_KINDS = {
    "CandidateIds": "Candidate",
    "CandidateId": "Candidate",
    "PartyId": "Party",
    "EndorsementPartyIds": "Party",
    "PrimaryPartyIds": "Party",
    "GpUnitId": "GpUnit",
    "ComposingGpUnitIds": "GpUnit",
    "ElectionDistrictId": "GpUnit",
    "ElectionScopeId": "GpUnit",
    "OfficeIds": "Office",
    "OfficeId": "Office",
    "PersonId": "Person",
    "ElectionOfficialPersonIds": "Person",
    "OfficeHolderPersonIds": "Person",
}
"""What each reference has to name."""
