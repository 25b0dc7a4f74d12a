"""Each model: a hand-worked or published example, its edges, and a property that holds for any input."""
