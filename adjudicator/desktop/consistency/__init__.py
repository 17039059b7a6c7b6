"""The consistency report on the screen: like ballots ruled unlike, and how tables rule."""
