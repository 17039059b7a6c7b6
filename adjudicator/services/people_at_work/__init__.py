"""People at work: who comes, who leaves, who lost a passphrase, who typed a wrong one.

``patience`` holds up whoever types wrong passphrases; ``people_file`` enrols everyone of a CSV;
``lost_passphrase`` gives somebody a new key; ``handover`` lets a team sign its part of a batch and
leave; ``cards`` prints what a newly enrolled person takes to the table; ``standing`` says in words
what somebody's seat on the board is now.
"""
