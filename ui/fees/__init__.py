"""The room of fees: what is owed, what came in, and the papers that go with it."""
