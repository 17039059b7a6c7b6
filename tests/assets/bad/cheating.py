"""A cheat at work: the honest story he begins with, what he holds, and what he leaves behind."""

# ruff: noqa: ANN401 - fields of bodies have as many types as there are fields

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from adjudicator.ledger.envelope import Body, Entry, assemble, sign_act
from adjudicator.ledger.keys import SigningKey
from tests.verifier import exports, stories
from tests.verifier.stories import Story

RECORD = "record.jsonl"
COSIGNERS = ("kelly", "lewis", "ortiz")
"""Whose lines stand under the head of an honest export."""
_SIGNED_ANEW = frozenset({"head.note", "MANIFEST.json", "MANIFEST.note", "tally.json"})
"""What the log key and a clerk's key together can make true again."""


class NotHeld(Exception):  # noqa: N818 - reads as what is the matter
    """The cheat used what his means do not give him."""


@dataclass(frozen=True, slots=True)
class Means:
    """What a cheat holds."""

    words: str
    """In plain words, for whoever reads the asset."""
    keys: tuple[str, ...] = ()
    """As the scenes name them: ``log``, ``ada`` (her passphrase's key), ``ada*`` (signed in)."""
    deceived: tuple[str, ...] = ()
    """Keys of people who go on in good faith and do not know what is done with it."""
    files: tuple[str, ...] = (RECORD,)
    """The files of the export, or what their names begin with, that he can write."""


class Held(dict[str, tuple[int, SigningKey]]):
    """Keys by name: everyone's may be counted, only those held may be used."""

    def __init__(self, all_keys: Mapping[str, tuple[int, SigningKey]], held: Sequence[str]) -> None:
        super().__init__(all_keys)
        self._held = set(held)

    def __getitem__(self, name: str) -> tuple[int, SigningKey]:
        """The key of that name.

        :raises NotHeld: it is none of the cheat's.
        """
        if name not in self._held:
            raise NotHeld(f"The cheat does not hold the key {name}.")
        return super().__getitem__(name)

    def __setitem__(self, name: str, key: tuple[int, SigningKey]) -> None:
        """A key the cheat makes himself is his."""
        self._held.add(name)
        super().__setitem__(name, key)


class Cheat:
    """One cheat over one honest story.

    :param story: as it was told; honest people exported it before the cheat came.
    """

    def __init__(self, story: Story, means: Means) -> None:
        self.story = story
        self.means = means
        self.lines = [entry.raw for entry in story.entries]
        """The entries as the cheat leaves them."""
        self.files = exports.with_manifest(story, exports.files_of(story, None, *COSIGNERS))
        """The files as the cheat leaves them; the record is put together from ``lines``."""
        self._honest = dict(self.files)
        self.kept: dict[str, bytes] = {}
        """What honest people have kept outside, by file name."""
        self.codes: list[str] = []
        """Record codes honest people have written down."""
        story.keys = Held(story.keys, (*means.keys, *means.deceived))
        story.introduced = {}

    # Entries -----------------------------------------------------------------------------

    def body(self, index: int, **changes: Any) -> Body:
        """The body of an entry, to be changed."""
        made: Body = json.loads(json.dumps(self.story.entries[index].body))
        return made | changes

    def sign(self, body: Body, index: int, *names: str) -> Entry:
        """That body as an entry of that number, signed with these keys."""
        keys = [self.story.keys[name] for name in names]
        pairs = [(k, sign_act(body, self.story.origin, key)) for k, key in keys]
        return assemble(body, index, pairs)

    def edit(self, index: int, old: bytes, new: bytes) -> None:
        """Change the bytes of an entry, which has these once at least."""
        if old not in self.lines[index]:
            raise ValueError(f"Entry {index} does not hold {old!r}.")
        self.lines[index] = self.lines[index].replace(old, new, 1)

    def renumber(self) -> None:
        """Give every entry the number of its place; numbers lie outside what was signed."""
        self.lines = [_numbered(line, place) for place, line in enumerate(self.lines)]

    def append(self, entry: Entry) -> None:
        """Put a forged entry at the end of the story as it stands now."""
        self.lines = [each.raw for each in self.story.entries] + [entry.raw]

    def act(self, fields: Body, *signers: str, new: SigningKey | None = None, **more: Any) -> None:
        """Put an act at the end which nothing but the verifiers will refuse."""
        self.append(self.story.draft(fields, *signers, new=new, **more))

    # Files -------------------------------------------------------------------------------

    def seal_export(self) -> None:
        """Make head, tally and manifest anew over what stands there now.

        :raises NotHeld: he holds not both the log key and the clerk's.
        """
        own = {name: data for name, data in self.files.items() if name not in _SIGNED_ANEW}
        made = exports.files_of(self.story)
        own |= {name: made[name] for name in ("head.note", "tally.json", RECORD)}
        self.files = exports.with_manifest(self.story, own)
        self.lines = [entry.raw for entry in self.story.entries]

    def seal_manifest(self) -> None:
        """Make the manifest anew over the files as they are.

        :raises NotHeld: he holds not both the log key and the clerk's.
        """
        own = {name: data for name, data in self.files.items() if not name.startswith("MANIFEST")}
        self.files = exports.with_manifest(self.story, own)

    def leave(self, folder: Path) -> Path:
        """Write the export as the cheat hands it on.

        :raises NotHeld: he changed a file he cannot write.
        """
        files = self.files | {RECORD: b"".join(line + b"\n" for line in self.lines)}
        for name in files.keys() | self._honest.keys():
            if files.get(name) != self._honest.get(name) and not name.startswith(self.means.files):
                raise NotHeld(f"The cheat cannot write {name}.")
        return exports.write(folder, files)


def _numbered(line: bytes, place: int) -> bytes:
    head, _, tail = line.rpartition(b',"i":')
    _, mark, signatures = tail.partition(b',"s":')
    return head + b',"i":%d' % place + mark + signatures


# The assets --------------------------------------------------------------------------------------

Make = Callable[[Cheat], object]


@dataclass(frozen=True, slots=True)
class BadAsset:
    """A record that does not hold, or is not the one people kept something of."""

    name: str
    form: str
    """Which of several forms of one cheat; empty where there is one."""
    means: Means
    story: Callable[[], Story]
    make: Make
    verdict: str
    """Without what was kept, as ``verify_recount.py --json`` names it."""
    entry: int | None
    file: str | None
    reason: str | None
    """The class (``FORMAT.md``, section 16)."""
    sentence: str
    """What both verifiers have to say, without what was kept."""
    found_by: str = ""
    """What honest people have to have kept to find it: nothing, if it shows in itself.  Where it is
    none of theirs, what somebody holds up."""
    with_kept: str = ""
    """What both have to say where it was kept."""

    @property
    def id(self) -> str:
        """Name and form."""
        return f"{self.name}: {self.form}" if self.form else self.name

    def build(self, folder: Path) -> Cheat:
        """Make the export of it in a folder, and what honest people kept beside it."""
        cheat = Cheat(self.story(), self.means)
        self.make(cheat)
        cheat.leave(folder / "export")
        exports.write(folder / "kept", cheat.kept)
        return cheat


ASSETS: list[BadAsset] = []
ALONE = "The record is consistent in itself, compared with nothing from outside."


def told(chapter: str) -> Callable[[], Story]:
    """An honest story, told up to that chapter."""
    return lambda: stories.told(chapter)


@cache
def honest(chapter: str) -> Story:
    """The same, to be looked at and not added to."""
    return stories.told(chapter)


def bad(
    name: str,
    *,
    means: Means,
    reason: str,
    because: str,
    story: str | Callable[[], Story] = "ruled",
    entry: int | None = None,
    file: str | None = None,
    form: str = "",
) -> Callable[[Make], Make]:
    """An asset that shows in itself: both find it at that entry, or in that file, and say why."""
    where = f"at entry {entry}" if file is None else f"in {file}"
    newer = reason == "newer"
    sentence = (
        f"The record was made by a newer version: {where}, {because}."
        if newer
        else f"The record does not hold {where} because {because}."
    )

    def keep(make: Make) -> Make:
        teller = told(story) if isinstance(story, str) else story
        verdict = "newer" if newer else "fails"
        made = BadAsset(name, form, means, teller, make, verdict, entry, file, reason, sentence)
        ASSETS.append(made)
        return make

    return keep


def hidden(
    name: str,
    *,
    means: Means,
    found_by: str,
    with_kept: str = ALONE,
    story: str | Callable[[], Story] = "ruled",
) -> Callable[[Make], Make]:
    """An asset that holds in itself: only what honest people kept outside tells."""

    def keep(make: Make) -> Make:
        teller = told(story) if isinstance(story, str) else story
        made = BadAsset(
            name,
            "",
            means,
            teller,
            make,
            "consistent",
            None,
            None,
            None,
            ALONE,
            found_by,
            with_kept,
        )
        ASSETS.append(made)
        return make

    return keep
