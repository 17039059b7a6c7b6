"""Formats in, formats out: what other programs write for us and what we write for them.

Readers tolerate variants of headers and spellings, never guess at content, and name file, row and
column of everything they cannot use (:mod:`problems`).  Nothing here touches a database of ours, a
window or a pixel.
"""
