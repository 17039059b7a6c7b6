"""The pictures of the clauses: what each shows, named by the ids that rule packs use.

They illustrate the words of a clause; the clause's own text decides.  Choices are called ``reed``,
``cole`` and ``hill``, the write-in line ``line``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from adjudicator.imaging.printing.marks import MarkKind, MarkSpec, Where


@dataclass(frozen=True, slots=True)
class Picture:
    """One of the two pictures of a clause."""

    says: str
    """What it shows, for people who hear the screen."""
    marks: tuple[MarkSpec, ...]


@dataclass(frozen=True, slots=True)
class Sketch:
    """A clause in two pictures, drawn on the same few choices."""

    counts: Picture
    does_not: Picture
    choices: tuple[str, ...] = ("reed", "cole")
    parties: bool = False
    arrows: bool = False
    """Whether the targets are broken arrows to be joined, not ovals."""
    two_contests: bool = False
    """Whether a second contest, ``b``, stands beside the first, ``a``."""


def _at(choice: str, kind: MarkKind, words: str = "", *, contest: str = "a") -> MarkSpec:
    return MarkSpec(contest, choice, kind, words)


def _both(
    choice: str, kind: MarkKind, *, size: float = 1.0, where: Where | None = None
) -> MarkSpec:
    """A mark that reaches from this choice's row into Cole's."""
    return MarkSpec("a", choice, kind, where=where, size=size, also=("cole",))


_REED, _COLE = _at("reed", MarkKind.FILLED), _at("cole", MarkKind.FILLED)
_LINE = ("reed", "line")
_THREE = ("reed", "cole", "hill")

SKETCHES: Mapping[str, Sketch] = MappingProxyType(
    {
        "fill": Sketch(
            Picture("The oval beside Cole is filled.", (_COLE,)),
            Picture("Nothing is marked.", ()),
        ),
        "overvote": Sketch(
            Picture("One oval is filled.", (_COLE,)),
            Picture("Both ovals are filled; one vote is allowed.", (_REED, _COLE)),
        ),
        "circle_name": Sketch(
            Picture("The name Cole is circled.", (_at("cole", MarkKind.CIRCLED_NAME),)),
            Picture("One circle holds both names.", (_both("reed", MarkKind.CIRCLED_NAME),)),
        ),
        "underline_name": Sketch(
            Picture("The name Reed is underlined.", (_at("reed", MarkKind.UNDERLINED_NAME),)),
            Picture("The name Reed is struck through.", (_at("reed", MarkKind.STRUCK_NAME),)),
        ),
        "circle_target": Sketch(
            Picture("The oval beside Cole is circled.", (_at("cole", MarkKind.CIRCLED_TARGET),)),
            Picture("One circle holds both ovals.", (_both("reed", MarkKind.CIRCLED_TARGET),)),
        ),
        "circle_party": Sketch(
            Picture("The party of Cole is circled.", (_at("cole", MarkKind.CIRCLED_PARTY),)),
            Picture("One circle holds both parties.", (_both("reed", MarkKind.CIRCLED_PARTY),)),
            parties=True,
        ),
        "x_in_target": Sketch(
            Picture("An X stands in one oval.", (_at("cole", MarkKind.X),)),
            Picture("An X enters both ovals.", (_both("reed", MarkKind.X, size=1.9),)),
        ),
        "mark_beside": Sketch(
            Picture(
                "An X stands beside one name.",
                (MarkSpec("a", "cole", MarkKind.X, where=Where.BESIDE),),
            ),
            Picture(
                "An X reaches over both names.",
                (_both("reed", MarkKind.X, size=2.6, where=Where.NAME),),
            ),
        ),
        "line_through_target": Sketch(
            Picture("A line crosses one oval.", (_at("cole", MarkKind.LINE),)),
            Picture("The line strikes through the name.", (_at("cole", MarkKind.STRUCK_NAME),)),
        ),
        "arrow_line": Sketch(
            Picture("A line joins head and tail of one arrow.", (_at("cole", MarkKind.LINE),)),
            Picture(
                "Lines join both arrows.", (_at("reed", MarkKind.LINE), _at("cole", MarkKind.LINE))
            ),
            arrows=True,
        ),
        "all_marked_one_extra": Sketch(
            Picture(
                "Both ovals are filled; a star stands beside one name.",
                (_REED, _COLE, MarkSpec("a", "cole", MarkKind.STAR, where=Where.BESIDE)),
            ),
            Picture("Both ovals are filled, nothing more.", (_REED, _COLE)),
        ),
        "all_struck_but_one": Sketch(
            Picture(
                "Every name but Cole is struck through.",
                (_at("reed", MarkKind.STRUCK_NAME), _at("hill", MarkKind.STRUCK_NAME)),
            ),
            Picture(
                "One name is struck through, two are left.",
                (_at("hill", MarkKind.STRUCK_NAME),),
            ),
            choices=_THREE,
        ),
        "words_vote_for": Sketch(
            Picture(
                "Beside Cole is written: vote for.", (_at("cole", MarkKind.WORDS, "vote for"),)
            ),
            Picture(
                "Beside Reed is written: yes; beside Cole: vote for.",
                (_at("reed", MarkKind.WORDS, "yes"), _at("cole", MarkKind.WORDS, "vote for")),
            ),
        ),
        "magic_words": Sketch(
            Picture(
                "Both are filled; beside Reed is written: not this.",
                (_at("reed", MarkKind.FILLED, "not this"), _COLE),
            ),
            Picture(
                "Reed is filled and crossed out, Cole is filled; there are no words.",
                (_at("reed", MarkKind.STRUCK_FILL), _COLE),
            ),
        ),
        "write_in_valid": Sketch(
            Picture(
                "A name is written and its oval filled.",
                (_at("line", MarkKind.FILLED), _at("line", MarkKind.WRITE_IN, "Ann Poe")),
            ),
            Picture(
                "A name is written, the oval is empty.",
                (_at("line", MarkKind.WRITE_IN, "Ann Poe"),),
            ),
            choices=_LINE,
        ),
        "write_in_listed": Sketch(
            Picture(
                "The name of Reed, who is listed, is on the write-in line.",
                (_at("line", MarkKind.WRITE_IN, "Reed"),),
            ),
            Picture(
                "Two names are on the write-in line.",
                (_at("line", MarkKind.WRITE_IN, "Reed / Cole"),),
            ),
            choices=_LINE,
        ),
        "fill_and_same_name": Sketch(
            Picture(
                "Reed is filled, and Reed is on the write-in line.",
                (_REED, _at("line", MarkKind.FILLED), _at("line", MarkKind.WRITE_IN, "Reed")),
            ),
            Picture(
                "Reed is filled, and Cole is on the write-in line.",
                (_REED, _at("line", MarkKind.FILLED), _at("line", MarkKind.WRITE_IN, "Cole")),
            ),
            choices=_LINE,
        ),
        "hole": Sketch(
            Picture("A hole is pushed through one oval.", (_at("cole", MarkKind.HOLE),)),
            Picture(
                "Holes are pushed through both.",
                (_at("reed", MarkKind.HOLE), _at("cole", MarkKind.HOLE)),
            ),
        ),
        "faint": Sketch(
            Picture("A faint mark stands in one oval only.", (_at("cole", MarkKind.FAINT),)),
            Picture(
                "Faint marks stand in both ovals.",
                (_at("reed", MarkKind.FAINT), _at("cole", MarkKind.FAINT)),
            ),
        ),
        "inconsistent": Sketch(
            Picture(
                "Both contests are marked the same way: a name circled.",
                (
                    _at("cole", MarkKind.CIRCLED_NAME),
                    _at("reed", MarkKind.CIRCLED_NAME, contest="b"),
                ),
            ),
            Picture(
                "A name is circled in one contest, an oval filled in the other.",
                (_at("cole", MarkKind.CIRCLED_NAME), _at("reed", MarkKind.FILLED, contest="b")),
            ),
            two_contests=True,
        ),
        "none_applies": Sketch(
            Picture("An X stands in one oval.", (_at("cole", MarkKind.X),)),
            Picture(
                "A line lies between the names and points at neither.",
                (_both("reed", MarkKind.DASH, size=2.2),),
            ),
        ),
        "corrected": Sketch(
            Picture(
                "Reed is filled and crossed out, Cole is filled.",
                (_at("reed", MarkKind.STRUCK_FILL), _COLE),
            ),
            Picture("Both are filled, none is crossed out.", (_REED, _COLE)),
        ),
    }
)
"""Every sketch by its id."""
