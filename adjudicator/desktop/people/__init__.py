"""People: who is enrolled, who is here, who sits at this station."""
