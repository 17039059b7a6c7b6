"""Review: two people rule on one ballot after another while observers watch and answer.

:mod:`ports` says what Review needs from the record; :mod:`draft` and :mod:`objection` are the pure
machines behind the keys; :mod:`flow` and :mod:`observers` take them through the record;
:mod:`screen` puts it on the screen.
"""
