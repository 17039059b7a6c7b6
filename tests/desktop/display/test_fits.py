"""What does not fit on the projector is counted, not left out in silence."""

from pytestqt.qtbot import QtBot

from adjudicator.desktop.ballot.decode import PageRef
from adjudicator.desktop.ballot.image_cache import ImageCache
from adjudicator.desktop.ballot.pane import BallotSide
from adjudicator.desktop.display.display_window import PublicDisplay
from adjudicator.desktop.display.facts import BallotShown, DisplayFacts
from adjudicator.desktop.display.words import DisplayVote
from adjudicator.desktop.kit.errors import ErrorSorter
from adjudicator.desktop.kit.workers import image_pool


def test_as_many_claims_as_fit_and_the_number_of_the_others(qtbot: QtBot) -> None:
    vote = DisplayVote()
    qtbot.addWidget(vote)
    vote.resize(1920, 300)
    claims = tuple(f"Objection R-{n:03d}" for n in range(1, 13))
    vote.show_facts(DisplayFacts(claims=claims, sentence="No vote: nothing is marked."))
    few = len(vote.claims_shown())
    assert 1 <= few < 12
    assert vote.more == f"+{12 - few} more"
    vote.resize(1920, 800)
    assert len(vote.claims_shown()) > few
    vote.show_facts(DisplayFacts(claims=claims[:1]))
    assert vote.more == ""


def test_of_a_group_the_others_stand_beside_the_one_called(qtbot: QtBot) -> None:
    pool = image_pool(1, ErrorSorter())
    cache = ImageCache(lambda _sha: b"", pool)
    display = PublicDisplay(cache, None)
    qtbot.addWidget(display)
    others = tuple(
        BallotShown(f"0 0 0 {n}", BallotSide(PageRef("a" * 64, 0), "Front")) for n in range(11)
    )
    display.show_facts(DisplayFacts(number="4 1 7 K", like=12, others=others, contest_id="mayor"))
    strip = display.others
    assert not strip.isHidden()
    assert strip.numbers == tuple(b.number for b in others[: len(strip.numbers)])
    assert strip.more == f"+{11 - len(strip.numbers)} more"
    assert len(strip.numbers) >= 3
    display.show_facts(DisplayFacts(number="4 1 7 K"))
    assert strip.isHidden()
    assert pool.shutdown()
