"""Questions about the facts of a course, one way of asking per file. Makers propose; the rules in `flaws` dispose."""
