"""``python -m eqia`` (on Windows ``py -m eqia``) is the same as ``eqia``."""

from eqia.cli.main import main

main()
