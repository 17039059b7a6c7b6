"""Hand out the record: the minimal container that anyone can check (record format, section 12).

``withholding`` says what the policy keeps back, ``container`` makes the files, ``export`` writes
them aside, swaps them in whole and enters the act.
"""
