"""One contest over the counties of a state: what adds up to what, and on which ground it stands.

:mod:`~adjudicator.domain.statewide.figures` adds counties up, split by what their figures rest on;
:mod:`~adjudicator.domain.statewide.standing` says where each county stands;
:mod:`~adjudicator.domain.statewide.typing` compares what two people typed;
:mod:`~adjudicator.domain.statewide.uniformity` finds counties that rule unlike the others.
"""
