"""``python -m sq_core``: see ``sq_core.commands``."""

import sys

from sq_core.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
