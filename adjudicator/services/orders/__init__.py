"""Motions and orders: what a court, the Secretary of State or the board itself orders, and its end.

Every order takes effect as a motion of the board, for only the board acts in this record; who gave
the order stands in its words, and the order's own paper beside it.
"""
