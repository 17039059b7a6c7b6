"""The papers that lie on tables, hang on doors and go home with people."""

from dataclasses import replace
from pathlib import Path

import pytest

from adjudicator.domain.objections import Ground
from adjudicator.domain.rulings import Disposition, EvidenceKind, Ruling
from adjudicator.domain.wording import ruling_sentence
from adjudicator.interchange.papers.codes import batch_of_code
from adjudicator.interchange.papers.kept_slip import KeptSlip
from adjudicator.ledger.notes import Checkpoint
from adjudicator.services.errors import Refusal
from adjudicator.services.papers.making import Kind, gather
from adjudicator.services.papers.offers import offers, papers_made
from adjudicator.services.papers.printing import write_paper
from tests.interchange.papers.reading import read_pages
from tests.scenarios.bench import Bench
from tests.scenarios.evening import A_VOTE_FOR_ANN, NOTHING_MARKED, TOO_MANY
from tests.support.scene import passphrase

_CARDS = (Kind.OPENING_CARD, Kind.PILE_CARD)


def printed(bench: Bench, kind: Kind, about: str = "") -> str:
    """Every word of a paper as it is printed now."""
    made = gather(bench.room.recount, kind, about)
    path = write_paper(bench.room.recount, made.name, made.render())
    return " ".join(page.words for page in read_pages(path.read_bytes()))


def test_the_cover_of_a_batch_carries_a_code_that_leads_to_the_batch(bench: Bench) -> None:
    """On top of the box.

    Given a batch of six overvotes
    When its cover is printed
    Then it names contest, precinct and container, and how many cases there are
    And the code on it, typed by a scanner, leads to this very batch
    """
    batch = bench.ballot().batch
    told = printed(bench, Kind.COVER, str(batch))
    for words in ("Mayor", "101", bench.ballot().row.container, f"/B.{batch}"):
        assert words in told
    assert batch_of_code(f"/B.{batch}") == batch


def test_the_pull_slip_says_where_the_paper_lies(bench: Bench) -> None:
    """To fetch one ballot.

    Given the clerk sent for the paper of a ballot, and read seal 4471
    When the slip is printed
    Then it has the case number, container, position, batch and contest, a picture of the sheet,
    And who asked for it
    """
    ballot = bench.ballot()
    bench.sends_for_the_paper("cora", ballot, "4471")
    told = printed(bench, Kind.PULL, ballot.number)
    for words in (
        " ".join(ballot.number),
        ballot.row.container,
        str(ballot.row.position),
        f"{ballot.batch}",
        "Mayor",
        "Requested by Cora Clay, seal 4471",
        "Front",
    ):
        assert words in told


def test_the_copy_of_an_objection_is_the_observer_s_to_keep(bench: Bench) -> None:
    """R-001 on paper.

    Given Scott objected to a ruling
    When the copy is printed
    Then it has the number, who objected for whom, the claim, the ruling then, and where it stands
    And there is no copy of an objection nobody made
    """
    ballot = bench.ballot()
    bench.the_team_ruled(ballot, TOO_MANY)
    bench.objects("scott", ballot, Ground.SHOULD_COUNT, "ann")
    told = printed(bench, Kind.OBJECTION, "R-001")
    for words in (
        "R-001",
        "Sam Scott",
        "Should be a vote for Ann Ash.",
        "Too many marked",
        " ".join(ballot.number),
    ):
        assert words in told
    with pytest.raises(Refusal, match="This recount has no objection R-007"):
        printed(bench, Kind.OBJECTION, "R-007")


def test_the_docket_on_paper_is_what_is_called(bench: Bench) -> None:
    """For whoever reads aloud.

    Given a ballot the team could not agree on, and one to which Lee objects
    When the docket is printed
    Then both stand on it with the line to read aloud, and the members to sign
    """
    apart, objected = bench.ballot(0), bench.ballot(1)
    bench.the_team_could_not_agree_on(apart)
    bench.objects("lee", objected, Ground.NOT_HERE)
    told = printed(bench, Kind.DOCKET)
    assert f"Case {' '.join(apart.number)}." in told
    assert "The team could not agree." in told
    assert "Objection R-001 by Li Lee (EGR): does not belong here." in told
    assert "Lou Lewis" in told


def test_the_sheet_on_the_wall_shows_votes_of_closed_batches_only(bench: Bench) -> None:
    """Nobody runs ahead of the count.

    Given the team found a vote for Ann in a batch that is open
    When the sheet is printed
    Then it shows no vote found; it says "Partial", and how much is ruled on
    When the batch is closed, the sheet shows the vote, and says "Partial" still
    """
    ballot = bench.ballot()
    bench.the_team_ruled(ballot, A_VOTE_FOR_ANN)
    bench.the_team_ruled_on_the_whole_batch_of(ballot)
    told = printed(bench, Kind.WALL, "mayor")
    assert "+1" not in told
    assert "Partial: 0 of 1 precincts closed" in told
    bench.the_batch_is_closed(ballot)
    told = printed(bench, Kind.WALL, "mayor")
    assert "+1" in told
    assert "Partial: 0 of 1 precincts closed" in told


def test_the_page_on_the_door_names_the_hour_the_record_code_and_who_was_there(
    bench: Bench,
) -> None:
    """Adjourned.

    Given Scott has left, and the others are in the room
    When the page of the recess until 7:00 a.m. is printed
    Then it carries the record code of that moment, and a line to sign for each who is there
    And none for Scott
    """
    bench.left("scott")
    code = bench.room.recount.record_code()
    told = printed(bench, Kind.ADJOURNMENT, "7:00 a.m.")
    assert "In recess until 7:00 a.m." in told
    assert set(code.split("-")) <= set(told.split())
    for name in ("Judge Kelly", "Ada Alder", "Olga Ortiz", "Cora Clay"):
        assert name in told
    assert "Sam Scott" not in told


def test_when_the_machine_fails_there_are_forms_and_their_entry_says_so(bench: Bench) -> None:
    """Pen and paper.

    Given forms of a batch, printed before the power failed
    Then each ballot of the batch has a line, with every answer there is
    When the team later enters a ruling from the form
    Then its sentence says "from the paper form"
    """
    ballot = bench.ballot()
    told = printed(bench, Kind.FORMS, str(ballot.batch))
    for other in bench.ballots_of_one_batch():
        assert " ".join(other.number) in told
    for words in ("No vote: nothing marked", "Too many marked", "We cannot agree: to the board"):
        assert words in told
    bench.the_team_ruled(ballot, replace(A_VOTE_FOR_ANN, evidence=EvidenceKind.FORM))
    recount, made = bench.room.recount, bench.room.ruling(ballot).ruling
    contest = recount.election.contest("mayor")
    sentence = ruling_sentence(made, contest, ballot.row.machine, recount.rules)
    assert sentence.endswith("; from the paper form.")


def test_an_observer_takes_one_page_home(bench: Bench) -> None:
    """My record, on paper.

    Given the team ruled on three blank ballots; Ortiz signed two and objected to one
    When Ortiz's page is printed
    Then it has the objection and where it stands, the counts of the table, and the record code
    And there is no such page of Ada, who is no observer
    """
    ballots = bench.the_blank_batch()[:3]
    for ballot in ballots:
        bench.the_team_ruled(ballot, NOTHING_MARKED)
    bench.objects("ortiz", ballots[0], Ground.SHOULD_COUNT, "ann")
    told = printed(bench, Kind.MY_RECORD, "ortiz")
    for words in (
        "Olga Ortiz",
        "Heron Party",
        "R-001",
        "Should be a vote for Ann Ash: filed: waits for the board.",
        "Ada Alder and Ben Beech",
    ):
        assert words in told
    with pytest.raises(Refusal, match="This page is an observer's own"):
        printed(bench, Kind.MY_RECORD, "ada")


def test_a_card_printed_again_has_no_passphrase_on_it(bench: Bench) -> None:
    """A lost card.

    When Lewis's card is printed once more
    Then it says who she is and which keys are hers, and no passphrase
    """
    told = printed(bench, Kind.CARD, "lewis")
    for words in ("Lou Lewis", "Board member", "Ctrl+2"):
        assert words in told
    assert passphrase("lewis") not in told


def test_a_slip_is_kept_instead_of_a_stick(bench: Bench) -> None:
    """For whoever carries no stick.

    When Scott's slip is printed
    Then it has the record code of that moment, large, and how many entries there are
    And the square holds the head itself, line for line as it is signed
    """
    recount = bench.room.recount
    state, code = recount.state, recount.record_code()
    told = printed(bench, Kind.SLIP, "scott")
    for words in ("What you kept", "Sam Scott", code, f"{state.size:,}"):
        assert words in told
    (slip,) = gather(recount, Kind.SLIP, "scott").papers
    assert isinstance(slip, KeptSlip)
    head = Checkpoint(recount.origin, state.size, state.root)
    assert "\n".join(slip.square).encode() == head.body
    with pytest.raises(Refusal, match="Nobody is enrolled as 'nobody'"):
        printed(bench, Kind.SLIP, "nobody")


def test_every_paper_says_what_it_is_and_lies_in_the_folder_for_its_owner_alone(
    bench: Bench,
) -> None:
    """Nothing of a demonstration passes for an election record.

    Given a ballot the team asked to see the paper of, and an objection
    When every paper there is was printed once
    Then each says that it is of a demonstration, and carries the record code; a card that of its
        own head
    And each lies in the recount's own folder, readable by this account alone
    """
    ballot = bench.ballot()
    bench.the_team_ruled(ballot, Ruling(Disposition.PAPER))
    bench.objects("lee", ballot, Ground.PAPER)
    code = bench.room.recount.record_code()
    for offer in offers(bench.room.recount):
        if offer.kind is Kind.CERTIFICATE:
            assert offer.nothing.startswith("No contest is closed yet")
            continue
        assert offer.nothing == "", offer.title
        about = offer.choices[-1].about if offer.choices else "7:00 a.m."
        told = printed(bench, offer.kind, about)
        assert "DEMONSTRATION" in told, offer.title
        # A card carries the code of the head it was made of; every other paper that of now.
        assert offer.kind in _CARDS or code in told, offer.title
    made = papers_made(bench.room.recount)
    assert len(made) == len(Kind) - 1
    folder: Path = bench.room.path / "papers"
    assert {paper.path.parent for paper in made} == {folder}
    assert {paper.path.stat().st_mode & 0o777 for paper in made} == {0o600}
