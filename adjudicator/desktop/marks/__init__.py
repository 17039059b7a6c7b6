"""The marks of a contest side by side at one scale, and the rest of the ballot in a strip below.

For overvotes above all: which mark was meant, and how does this voter mark?  Nobody is shown it
unasked, and nothing of it decides.
"""
