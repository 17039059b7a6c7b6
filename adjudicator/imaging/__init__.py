"""Images of ballots: whether they can be read, and how the product draws its own."""
