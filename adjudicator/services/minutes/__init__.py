"""What minutes tell of a recount, gathered from its record: attendance, course, rulings, votes.

Every module gives parts of a paper; :mod:`adjudicator.services.papers.printing_minutes` puts them
in order.  Thousands of rulings are added up; what was disputed is told one by one.
"""
