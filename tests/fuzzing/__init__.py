"""Spoiled documents for every reader of the record's files: none crashes, none takes a lie."""
