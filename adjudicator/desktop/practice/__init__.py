"""Practice on the screen: Review as at the table, with the answer beside each ballot after it.

:mod:`practices` opens and leaves it from Start, :mod:`practice_screen` goes from the ballots to the
result, :mod:`review` is Review with the answer, :mod:`filing` files a result in a recount.
"""
