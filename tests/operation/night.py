"""The steps of what goes wrong in a night: disks, sticks, clocks, copies.

The people are those of :mod:`tests.support.scene`; each step does what its name says.
"""

import shutil
from pathlib import Path

import pytest

from adjudicator.ledger.envelope import parse_entry
from adjudicator.services.errors import Refusal
from adjudicator.services.proof.media import Kept
from adjudicator.services.recount import open_recount
from adjudicator.services.seating import Seat
from adjudicator.storage.kept_heads import KeptHeads
from adjudicator.storage.queries.lines import entry_lines
from adjudicator.storage.stick import Stick
from tests.support.scene import Scene, Sheet, passphrase


class Night:
    """One night of a recount, told in steps."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.scene = Scene.copy_of_constituted(place / "county")
        self.stick = place / "stick"
        self.stick.mkdir()
        self.refused = ""
        self.told = Kept("", "", 0, None)

    # Given ---------------------------------------------------------------------------------

    def there_is_work(self) -> None:
        """A team and an observer sit, and five ballots wait for a ruling."""
        self.scene.sit()
        self.scene.import_sheets([Sheet(n) for n in range(1, 6)])
        self.scene.pile()

    def the_team_rules(self, ballots: int = 1) -> None:
        waiting = [case for case in self.scene.cases() if case.ruling is None]
        for case in waiting[:ballots]:
            self.scene.rule(case)

    def a_snapshot_is_taken(self) -> Path:
        """The machine is imaged, folder and data folder."""
        snapshot = self.place / "snapshot"
        shutil.rmtree(snapshot, ignore_errors=True)
        shutil.copytree(self.scene.path.parent, snapshot)
        return snapshot

    def the_snapshot_is_put_back(self) -> None:
        """Everything on the machine is as it was; only what was carried away is not."""
        self.scene.recount.close()
        home = self.scene.path.parent
        shutil.rmtree(home)
        shutil.copytree(self.place / "snapshot", home)
        self.opens_again()

    # When ----------------------------------------------------------------------------------

    def opens_again(self, kept: KeptHeads | None = None) -> None:
        """The window is opened anew: nobody is seated."""
        path, sources = self.scene.path, self.place / "more"
        self.scene.recount.close()
        identities = self.scene._identities
        self.scene = Scene(open_recount(path, kept=kept), sources)
        self.scene._identities = identities

    def signs_in(self, person: str, kept: str = "") -> Seat:
        return self.scene.seating.sign_in(person, passphrase(person), kept)

    def tries_to_sign_in(self, person: str, kept: str = "", typed: str = "") -> None:
        """And is refused; what was said is in :attr:`refused`."""
        size = self.scene.recount.state.size
        with pytest.raises(Refusal) as told:
            self.scene.seating.sign_in(person, typed or passphrase(person), kept)
        self.refused = str(told.value)
        assert self.scene.recount.state.size == size

    def signs_out(self, person: str) -> Kept:
        self.told = self.scene.seating.sign_out(person)
        return self.told

    # Then ----------------------------------------------------------------------------------

    @property
    def code(self) -> str:
        return self.scene.recount.record_code()

    def entries_on_the_stick(self) -> list[bytes]:
        return Stick(self.stick).lines(self.scene.recount.origin)

    def entries_here(self) -> list[bytes]:
        """The record as it is stored."""
        with self.scene.recount.reading() as connection:
            return list(entry_lines(connection, 0, self.scene.recount.state.size))

    def kept_in_the_record(self, seat: Seat) -> list[object] | None:
        """What the sign-in says was compared."""
        index = seat.signer.introduced
        assert index is not None
        kept: list[object] | None = parse_entry(self.entries_here()[index]).body["kept"]
        return kept

    def the_refusal_says(self, words: str) -> None:
        assert words in self.refused, self.refused
