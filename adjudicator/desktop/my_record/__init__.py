"""My record: what an observer did, what became of their objections, what waits for them."""
