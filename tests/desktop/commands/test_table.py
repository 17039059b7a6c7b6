import pytest

from adjudicator.desktop.commands.catalog import COMMANDS, default_table
from adjudicator.desktop.commands.command import Command, Context
from adjudicator.desktop.commands.table import (
    CommandTable,
    KeyTableError,
    key_cap,
    normal_key,
    read_key_map,
)


def _command(name: str, key: str, context: Context = Context.REVIEW) -> Command:
    return Command(name, name.title(), (key,), context, "Group")


def test_a_key_that_means_two_things_is_refused_by_name() -> None:
    with pytest.raises(KeyTableError, match=r"the key F2 means both a \(review\) and b \(review\)"):
        CommandTable([_command("a", "F2"), _command("b", "f2")])


def test_a_key_of_the_ballot_may_not_be_used_again_in_review() -> None:
    with pytest.raises(KeyTableError, match="Shift"):
        CommandTable(
            [_command("a", "Shift+Ctrl+F2", Context.BALLOT), _command("b", "Ctrl+Shift+F2")]
        )


def test_screens_that_never_stand_together_may_share_a_key() -> None:
    table = CommandTable([_command("a", "N", Context.TALLY), _command("b", "N")])
    assert table["b"].keys == ("N",)


def test_a_command_stands_once() -> None:
    with pytest.raises(KeyTableError, match="a stands twice"):
        CommandTable([_command("a", "F2"), _command("a", "F3")])


@pytest.mark.parametrize(
    ("written", "normal"),
    [("f2", "F2"), ("shift+f2", "Shift+F2"), ("Shift+Ctrl+i", "Ctrl+Shift+I"), ("Ctrl++", "Ctrl++"),
     ("+", "+"), ("n", "N"), ("PgDown", "PgDown")],
)  # fmt: skip
def test_keys_have_one_spelling(written: str, normal: str) -> None:
    assert normal_key(written) == normal


@pytest.mark.parametrize("wrong", ["Hyper+F2", "Ctrl+ "])
def test_what_is_no_key_is_refused(wrong: str) -> None:
    with pytest.raises(KeyTableError, match="is not a key"):
        normal_key(wrong)


def test_the_keypads_enter_is_another_key_than_return() -> None:
    table = default_table()
    assert table["review.propose"].keys == ("Return",)
    assert "Enter" in table["review.agree"].keys
    assert key_cap("Enter") == "Keypad Enter"


def test_nothing_that_records_repeats_while_a_key_is_held() -> None:
    repeating = {c.id for c in COMMANDS if c.repeats}
    drawing = {c for c in repeating if c.startswith("references.")}
    moves = ("move", "size", "nudge", "trim", "next", "before", "nearer", "farther")
    assert all(c.removeprefix("references.").split("_")[0] in moves for c in drawing)
    assert repeating - drawing == {
        "ballot.zoom_in", "ballot.zoom_out", "review.up", "review.down", "review.next",
        "review.previous", "docket.up", "docket.down", "docket.next", "docket.previous",
        "grid.left", "grid.forward", "grid.up", "grid.down",
    }  # fmt: skip


def test_every_command_of_review_can_be_mapped_to_a_small_pad() -> None:
    for number, command in enumerate(default_table().heard_in(Context.REVIEW)):
        key = f"Ctrl+Meta+F{13 + number % 12}"
        assert default_table().remapped({command.id: [key]})[command.id].keys == (key,)


def test_a_key_map_is_read_from_toml_and_checked() -> None:
    keys = read_key_map('[keys]\n"review.agree" = ["F13", "F2"]')
    assert default_table().remapped(keys).key("review.agree") == "F13"
    with pytest.raises(KeyTableError, match="which is no command"):
        default_table().remapped({"review.nonsense": ["F13"]})
    with pytest.raises(KeyTableError, match="the key F10 means both"):
        default_table().remapped({"review.agree": ["F10"]})
    with pytest.raises(KeyTableError, match=r"keys\.review must be a list"):
        read_key_map("[keys]\nreview = 'F13'")
    with pytest.raises(KeyTableError, match="not readable TOML"):
        read_key_map("[keys")
