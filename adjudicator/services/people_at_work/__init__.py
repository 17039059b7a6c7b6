"""People at work: who comes, who leaves, who lost a passphrase, who typed a wrong one.

``patience`` holds up whoever types wrong passphrases; ``people_file`` enrols everyone of a CSV;
``lost_passphrase`` gives somebody a new key; ``handover`` lets a team sign its part of a batch and
leave; ``standing`` says in words what somebody's seat on the board is now.  The card a newly
enrolled person takes to the table is one of :mod:`adjudicator.services.papers`.
"""
