"""Signatures of entries to come, for the processes that would wait while the pile is read.

While manifests and a pile are read no rule asks for a signature.  So the lines to come are looked
at before their turn, and their signatures are handed out with the keys the record has by then.
Nothing is concluded from that: each entry is read in its turn all the same, and what is wrong with
it is found there; its signatures alone are not checked twice.  A line that is not canonical is
refused then, so that what was checked here is what stands on every entry that is accepted.
"""

from collections import deque
from collections.abc import Iterator
from typing import Final

from adjudicator.ledger import contexts
from adjudicator.ledger.envelope import glance_at_entry
from adjudicator.ledger.errors import NotCanonical
from adjudicator.ledger.state.data import RecordData
from adjudicator.services.verifying.signatures import SignatureChecks
from adjudicator.storage.record_files import Lines

_MOST: Final = 14 << 20
"""Bytes that are looked at before their turn: signatures for nearly two seconds elsewhere."""


class LinesAhead:
    """The lines of a record in their order, some of which may be looked at before.

    :param lines: of the record, from the first.
    """

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._ahead: deque[bytes] = deque()
        self._taken = 0
        self._end: NotCanonical | None = None

    def __iter__(self) -> Iterator[bytes]:
        """Each line in its turn.

        :raises NotCanonical: as the record's own lines do, after those before.
        """
        while True:
            while self._ahead:
                self._taken += 1
                yield self._ahead.popleft()
            if self._end is not None:
                raise self._end
            line = next(self._lines, None)
            if line is None:
                return
            self._taken += 1
            yield line

    def close(self) -> None:
        """Let go of the record; no line is taken any more."""
        self._lines.close()

    def look(self, most: int = _MOST) -> Iterator[tuple[int, bytes]]:
        """The lines that were not looked at before, with their places; they stay to be taken.

        :param most: the bytes that may wait for their turn.
        """
        size = sum(map(len, self._ahead))
        try:
            while size < most and (line := next(self._lines, None)) is not None:
                self._ahead.append(line)
                size += len(line)
                yield self._taken + len(self._ahead) - 1, line
        except NotCanonical as error:
            self._end = error  # in its turn


def ask_ahead(lines: LinesAhead, data: RecordData, checks: SignatureChecks) -> None:
    """Hand out the signatures of those entries to come whose keys are all known by now."""
    if not checks.shared:
        return
    for index, line in lines.look():
        entry = glance_at_entry(line)
        if entry is None or entry.index != index:
            return
        known = [(data.keys[k].public, s) for k, s in entry.signatures if k in data.keys]
        if len(known) == len(entry.signatures):
            checks.ask_ahead(index, known, contexts.act(data.origin, bytes(entry.body)))
