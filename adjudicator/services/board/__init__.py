"""The canvassing board at work: its docket, votes, consent groups, sittings and attendance.

The ruling is the majority's and is computed; nothing here chooses one.
"""
