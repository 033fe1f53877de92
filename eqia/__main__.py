"""``python -m eqia`` (on Windows ``py -m eqia``) is the same as ``eqia``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line. Ctrl-C is heard from the first moment on, while the program is still being loaded."""
    try:
        from eqia.cli.main import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
