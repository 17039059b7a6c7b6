"""Vectors others have published: both programs read them as their standards do."""

from collections.abc import Callable
from hashlib import sha256

import pytest

from adjudicator.ledger import cosignatures, keys, notes
from tests.ledger.test_merkle import LEAVES, PATH_0_OF_8, ROOTS
from tests.ledger.test_notes import PETER, PETER_NOTE
from tests.verifier import readers

verifier = readers.load()

# The signed note of C2SP's signed-note.
EXAMPLE = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
EXAMPLE_NOTE = (
    "This is an example message.\n\n"
    "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKu"
    "wHjG1Yu72IneyaQM=\n"
)

# A head that a public log of certificates gave out in May 2026, cosigned by public witnesses.
LOG = (
    "arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f"
)
LITTLE_GARDEN = (
    "transparency.dev/DEV:witness-little-garden+d8042a87+BCtusOxINQNUTN5Oj8HObRkh2yHf/MwYaGX4CPdi"
    "VEPM"
)
WITNESSES = (
    LITTLE_GARDEN,
    "witness1.smartit.nu/witness1+a48c820f+BPSFWg9G6KPiO7QPryYO5Xq4oYJJ+kAvLKLSimDhoxMO",
    "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
    "witness.stagemole.eu+67f7aea0+BEqSG3yu9YrmcM3BHvQYTxwFj3uSWakQepafafpUqklv",
)
HEAD = (
    "arche2025h1.staging.ct.transparency.dev\n1432088532\n"
    "U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=\n\n"
    "— arche2025h1.staging.ct.transparency.dev zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMH"
    "bdQ3urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=\n"
    "— arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3Ny"
    "gNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=\n"
    "— transparency.dev/DEV:witness-little-garden 2AQqhwAAAABqEiEgzgFIqqhbUoDwjMWE6UP8nd8/KYTzwZ2rh"
    "IgcqoXHAwVkjZr4AscylP3v7sEodkRAErumC2q44vdgJY096st5BQ==\n"
    "— witness1.smartit.nu/witness1 pIyCDwAAAABqEiEghIp82KWebrw7/oHQwlTAm3g2RKS4+eebl8eO0WH+/iEcxZ7"
    "5W3u5hNI7TOQtmJbqmNWVuE0tgh0XwzdZsDsUAQ==\n"
    "— remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXT"
    "ynk5XeU/zZ0WBxtqB0DrAWfBw==\n"
    "— witness.stagemole.eu Z/euoAAAAABqEiEgw0i+7g2ENfDAWHmtRzCfKTHSDwYDJA2NmKeGi9Y8FtEyOUvVr+AJmIY"
    "/2TUFucgKi7lI7cUiOvKFYe/TmN9DAg==\n"
)
PEOPLE = [notes.parse_vkey(text) for text in WITNESSES]


def by_the_program(text: str, log: notes.Vkey) -> set[str]:
    """Who signed a head, as the program reads it."""
    found = cosignatures.known_cosigners(notes.parse_note(text.encode()), log, PEOPLE)
    return {vkey.name for vkey in found}


def by_the_one_file(text: str, log: notes.Vkey) -> set[str]:
    """The same as ``verify_recount.py`` takes a note apart."""
    note = verifier.read_note(text, "head")
    checkpoint = verifier.read_checkpoint(note.text, "head")
    assert (checkpoint.origin, len(checkpoint.root)) == (log.name, 32)
    found = set()
    for line in note.lines:
        for vkey in (log, *PEOPLE):
            if (line.name, line.key_id) != (
                vkey.name,
                verifier.key_id(vkey.name, vkey.type, vkey.key),
            ):
                continue
            message, signature = note.text.encode(), line.payload
            if vkey.type == notes.COSIGNATURE:
                moment = verifier.cosigned_at(line.payload)
                message, signature = verifier.cosign_message(moment, note.text), line.payload[8:]
            if verifier.Verifier().check(vkey.key, [(message, signature)]) == [True]:
                found.add(vkey.name)
    return found - {log.name} if log.name in found else set()


@pytest.mark.parametrize("read", [by_the_program, by_the_one_file])
def test_a_public_log_s_head_is_cosigned_by_its_public_witnesses(
    read: Callable[[str, notes.Vkey], set[str]],
) -> None:
    assert read(HEAD, notes.parse_vkey(LOG)) == {vkey.name for vkey in PEOPLE}
    moment = notes.parse_note(HEAD.encode()).signatures[2].signature[:8]
    assert int.from_bytes(moment, "big") == 1_779_573_024


@pytest.mark.parametrize("vkey", [PETER, EXAMPLE, LOG, *WITNESSES])
def test_key_ids_are_those_that_were_published(vkey: str) -> None:
    known = notes.parse_vkey(vkey)
    assert str(known) == vkey
    assert verifier.vkey(known.name, known.type, known.key) == vkey


@pytest.mark.parametrize(("vkey", "text"), [(PETER, PETER_NOTE), (EXAMPLE, EXAMPLE_NOTE)])
def test_published_notes_are_good_by_both(vkey: str, text: str) -> None:
    known = notes.parse_vkey(vkey)
    assert notes.verified(notes.parse_note(text.encode()), [known]) == (known,)
    note = verifier.read_note(text, "head")
    (line,) = note.lines
    assert (line.name, line.key_id) == (known.name, known.key_id)
    assert keys.verify(known.key, line.payload, note.text.encode())


def test_the_one_file_grows_the_published_tree() -> None:
    tree = verifier.Tree(keep=True)
    hashes = [sha256(b"\x00" + leaf).digest() for leaf in LEAVES]
    for leaf in hashes:
        tree.add(leaf)
    assert [tree.root(size).hex() for size in range(1, 9)] == ROOTS
    path = [bytes.fromhex(step) for step in PATH_0_OF_8]
    assert verifier.root_from_proof(hashes[0], 0, 8, path).hex() == ROOTS[-1]
