"""The state: what the counties handed in, verified, added up, and shown for what it is.

Read in this order: :mod:`~adjudicator.services.statewide.finding` (which folders are exports),
:mod:`~adjudicator.services.statewide.reading` (one export, verified, and what it says),
:mod:`~adjudicator.services.statewide.collecting` (many of them at once),
:mod:`~adjudicator.services.statewide.weighing` (which are refused, and why),
:mod:`~adjudicator.services.statewide.naming` (the same contest in several counties),
:mod:`~adjudicator.services.statewide.typed` (figures typed by two people),
:mod:`~adjudicator.services.statewide.status_files` (how far counties say they are),
:mod:`~adjudicator.services.statewide.assembling` (all of it), and
:mod:`~adjudicator.services.statewide.telling` (in which words).
"""
