"""The paper behind the images: what is printed about it, where it is, and what it shows again."""
