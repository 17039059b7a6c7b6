"""The paper behind the images: what waits for it, what was sent for, what lies on the table."""
