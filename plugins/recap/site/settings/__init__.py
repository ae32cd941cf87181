"""The settings file: found, judged, and what it says to those who build nothing."""
