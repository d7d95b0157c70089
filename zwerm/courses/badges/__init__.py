"""Certificates as Open Badges 3.0 (1EdTech, 2024), which are W3C Verifiable Credentials 2.0: pure, without Django.

`document` says it in the words of the standard, `proof` signs it, `picture` draws it and bakes the signed text in.
"""
