"""Small contests and rule packs the domain tests share."""

from pathlib import Path

from adjudicator.domain.election import Choice, ChoiceKind, Contest
from adjudicator.domain.rulepack import RulePack
from adjudicator.domain.rulepack_reader import read_rule_pack

WRITE_IN = Choice("w0", "Write-in", ChoiceKind.WRITE_IN)
SENATE = Contest("senate", "Senate", (Choice("eddy", "Eddy"), Choice("hill", "Hill"), WRITE_IN))
COUNCIL = Contest(
    "council",
    "Council",
    (
        Choice("eddy", "Eddy"),
        Choice("hill", "Hill"),
        Choice("bell", "Bell"),
        Choice("cutts", "Cutts"),
        WRITE_IN,
    ),
    seats=3,
)


def florida_bytes() -> bytes:
    return (Path(__file__).parents[2] / "resources/rules/florida-2018.toml").read_bytes()


def florida() -> RulePack:
    return read_rule_pack(florida_bytes())
