"""By when the recount must be done, and when it will be: what the law and orders say, as measured.

:mod:`.outlook` reads both from the record; :mod:`.telling` puts them into words, and counts down
without looking at the record again.
"""
