"""What the screen costs, measured from outside a server of its own: idle crowds, clicks until the page stands, news.

Each module is a program that prints JSON: the bench belongs to the command line, which may not see the screen.
"""

__all__: list[str] = []
