"""What was signed is not what would be recorded any more."""

from adjudicator.services.errors import Refusal

SIGN_AGAIN = "The counts changed: sign again."


class Stale(Refusal):
    """Something was recorded elsewhere between the first signature and the act."""

    def __init__(self) -> None:
        super().__init__(SIGN_AGAIN)
