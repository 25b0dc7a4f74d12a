"""The real application in a real browser: what no test below the screen can see."""
