"""What differs when the site is published: `recap build --settings publishconf.py`."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from pelicanconf import *  # noqa: F403

# SET THIS: the address of your site, here or in the environment, without a slash at the end.
SITEURL = os.environ.get("SITEURL") or "https://recap.example.org"

DELETE_OUTPUT_DIRECTORY = True
