"""What of the last build still holds, and how that is known."""
