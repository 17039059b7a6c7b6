"""The columns of the plain manifest (handbook, *Formats: plain manifest*)."""

from adjudicator.interchange.tables import Column

COLUMNS = (
    Column("ballot_id", required=True, aliases=("ballot", "ballotid", "id", "cvr number")),
    Column("precinct", required=True, aliases=("precinct_id", "pct")),
    Column("counting_group", aliases=("group", "countinggroup", "vote_type")),
    Column("batch", required=True, aliases=("batch_id", "container", "box")),
    Column("sequence", required=True, aliases=("position", "seq", "number in batch")),
    Column("contest", required=True, aliases=("contest_id", "contest title")),
    Column("condition", required=True, aliases=("flag", "reason")),
    Column("image", required=True, aliases=("images", "image_front", "front", "front image")),
    Column("image_back", aliases=("back", "back image")),
    Column("sha256", aliases=("sha256_front", "hash", "sha-256")),
    Column("sha256_back", aliases=("hash_back",)),
    Column("sheet", aliases=("sheet_id", "sheet number", "card")),
    Column("tabulator", aliases=("tabulator_id", "scanner", "machine")),
    Column("lot"),
    Column("votes", aliases=("machine_votes", "counted")),
    Column("marks", aliases=("mark_densities", "densities")),
    Column("remakes", aliases=("remake_of", "duplicate_of", "original")),
    Column("note", aliases=("notes", "remark")),
    Column("ballot_style", aliases=("style", "ballot style id", "style_id", "ballot_type")),
    Column("layout", aliases=("layouts", "layout_front")),
    Column("layout_back"),
)

SOURCE = "manifest"
"""First part of every sheet id of a manifest, and its tabulator where none is named."""


def split(text: str) -> list[str]:
    """The parts of a cell that holds a list, separated by ``;``."""
    return [part.strip() for part in text.split(";") if part.strip()]


def sheet_name(tabulator: str, batch: str, ballot: str, sheet: str) -> tuple[str, str, str, str]:
    """The four parts of the sheet id a row speaks of."""
    record = f"{ballot}#{sheet}" if sheet else ballot
    return SOURCE, tabulator or SOURCE, batch, record
