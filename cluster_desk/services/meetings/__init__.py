"""Use-cases on meetings: call, presence, ballots, minutes."""
