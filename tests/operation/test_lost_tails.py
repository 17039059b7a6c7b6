"""A tail that only a stick has comes back."""

import shutil

from adjudicator.services.restoring import restore, set_second_path
from tests.operation.night import Night


def test_a_lost_tail_comes_back_from_a_stick_byte_for_byte(night: Night) -> None:
    """The second path died an hour ago.

    Given the second path ends before the last entries, and a stick has them
    When the folder is lost and restored from both
    Then every entry is back, byte for byte, and what the stick gave is counted
    """
    second = night.place / "second"
    set_second_path(night.scene.recount, second)
    night.there_is_work()
    set_second_path(night.scene.recount, None)
    night.the_team_rules(2)
    night.signs_out("ortiz")
    night.signs_in("ortiz", str(night.stick))
    night.signs_out("ortiz")
    whole = night.entries_here()
    found = restore(second, night.place / "back" / "recount", stick=night.stick)
    assert found.entries == len(whole)
    assert found.from_stick == 5
    assert found.missing_texts == 0
    night.scene.recount.close()
    shutil.copytree(
        night.scene.path.parent / "keys", night.place / "back" / "keys", dirs_exist_ok=True
    )
    shutil.rmtree(night.scene.path)
    shutil.copytree(night.place / "back" / "recount", night.scene.path)
    night.opens_again()
    assert night.entries_here() == whole
    assert not night.scene.recount.only_read
    night.scene.sit("ada", "ben")
    night.the_team_rules()


def test_an_older_folder_and_a_stick_make_a_whole_one(night: Night) -> None:
    """A snapshot is better than nothing.

    Given a snapshot of the folder, and a stick with everything since
    When both are restored into a new folder
    Then it holds every entry; what people wrote since is counted as missing
    """
    snapshot = night.a_snapshot_is_taken() / "recount"
    night.signs_in("kelly", str(night.stick))
    night.signs_in("cora")
    night.signs_out("kelly")
    found = restore(snapshot, night.place / "back", stick=night.stick)
    assert (found.entries, found.from_stick) == (len(night.entries_here()), 3)
    assert found.log_key
    assert found.record_code == night.code
