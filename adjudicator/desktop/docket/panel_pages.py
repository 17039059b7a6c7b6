"""The panel's pages at the docket: as in Review, without sending the case where it is already."""

from dataclasses import replace

from adjudicator.desktop.docket.vote import BoardVote
from adjudicator.desktop.review.draft import Draft, Page
from adjudicator.desktop.review.pages import Option, PageContent, content_of
from adjudicator.desktop.review.seats_row import is_low

_WORDS = {
    Page.READY: ("Ready to be voted on", "\u23ce puts it to the vote \u00b7 \u232b goes back"),
}
_DEFER = Option("defer", "Defer this case", brief="Defer")


def board_content(draft: Draft) -> PageContent:
    """What the panel shows the board for this draft."""
    content = content_of(draft)
    common = tuple(_board_option(o) for o in content.common if o.act != "to_board")
    if content.common and not is_low():
        # With large text its line belongs to the choices; the key is the same.
        common += (_DEFER,)
    title, note = _WORDS.get(content.page, (content.title, content.note))
    if draft.problem and content.page is Page.READY:
        title = content.title
    return replace(content, common=common, title=title, note=note)


def deciding_content(vote: BoardVote) -> PageContent:
    """What the panel asks the presiding member, about each objection that asks for no outcome."""
    left = vote.undecided
    if not left:
        return PageContent(
            Page.READY,
            "Ready to be recorded",
            note="\u23ce records the ruling \u00b7 \u232b goes back",
        )
    options = (Option("digit_1", "Upheld"), Option("digit_2", "Rejected"))
    more = f" \u00b7 {len(left) - 1} more after it" if len(left) > 1 else ""
    return PageContent(
        Page.REASON,
        "Is this objection upheld?",
        left[0].sentence,
        options,
        note=f"The presiding member says it. \u232b goes back{more}",
    )


def _board_option(option: Option) -> Option:
    if option.act == "paper":
        return replace(option, title="Send for the paper", brief="Fetch paper", chosen=False)
    return option
