"""The docket: the board's cases one by one, the members' votes, and the ruling they make."""
