"""Images of ballots: whether they can be read, what they show, and how the product draws its own."""
