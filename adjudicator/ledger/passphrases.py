"""Passphrases the program proposes: invented words that can be said aloud and typed.

A word is two syllables of a consonant and a vowel; 16 consonants and 5 vowels make 6.32 bits a
syllable, so four words (eight syllables) make 50.6 bits.  Letters easily confused when read aloud
or from paper (c, q, w, x, y) are left out.
"""

import math
import secrets

CONSONANTS = "bdfghjklmnprstvz"
VOWELS = "aeiou"
_SYLLABLES_A_WORD = 2
MIN_BITS = 50


def bits(words: int) -> float:
    """How many bits of chance a proposal of that many words holds."""
    return words * _SYLLABLES_A_WORD * math.log2(len(CONSONANTS) * len(VOWELS))


def _word() -> str:
    letters = (
        secrets.choice(CONSONANTS) + secrets.choice(VOWELS) for _ in range(_SYLLABLES_A_WORD)
    )
    return "".join(letters)


def propose() -> str:
    """A fresh passphrase of at least 50 bits, such as ``bako-rinu-feso-vadi``."""
    words = 1
    while bits(words) < MIN_BITS:
        words += 1
    return "-".join(_word() for _ in range(words))
