"""Small pieces that several forms of the definition share."""

from adjudicator.domain.election import BallotStyle, Choice, ChoiceKind, Contest


def write_in_lines(count: int) -> tuple[Choice, ...]:
    """One choice per line where a name can be written: ids ``write-in-0`` and on."""
    if count == 1:
        return (Choice("write-in-0", "Write-in", ChoiceKind.WRITE_IN),)
    return tuple(
        Choice(f"write-in-{n}", f"Write-in {n + 1}", ChoiceKind.WRITE_IN) for n in range(count)
    )


def styles_by_precinct(
    precincts: tuple[str, ...], contests: tuple[Contest, ...], where: dict[str, frozenset[str]]
) -> tuple[BallotStyle, ...]:
    """One ballot style for each set of contests that precincts share.

    ``where`` tells for a contest in which precincts it stands; a contest it does not name stands in
    all of them.
    """
    groups: dict[tuple[str, ...], list[str]] = {}
    for precinct in precincts:
        carried = tuple(c.id for c in contests if precinct in where.get(c.id, {precinct}))
        groups.setdefault(carried, []).append(precinct)
    return tuple(
        BallotStyle(f"style-{n}", tuple(ids), carried)
        for n, (carried, ids) in enumerate(groups.items(), start=1)
        if carried
    )
