"""Finding the contests of every flagged page in the background, and reading what was found.

Read :mod:`.findings` (what is known of a case), :mod:`.telling` (its words), :mod:`.supplied`
(layouts that came with the images, held against what was found).  Nothing here counts for
anything: findings outline, sort, group and describe.  They lie in a cache beside the record and
are no part of it.
"""
