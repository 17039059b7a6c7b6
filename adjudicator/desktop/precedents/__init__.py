"""Rulings made before in like situations, beside the ballot: in Review and at the docket."""
