"""Several people sign one act, each with their own passphrase at the shared keyboard."""
