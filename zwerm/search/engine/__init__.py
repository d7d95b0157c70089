"""The search engine itself: plain values in, ranked hits out. It knows no Django and no database."""
