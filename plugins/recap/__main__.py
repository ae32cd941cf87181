"""`python -m recap`, for when the `recap` command is not on the PATH."""

from recap.cli import main

main()
