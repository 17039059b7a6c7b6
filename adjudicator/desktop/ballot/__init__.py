"""The ballot on the screen: decoding, the cache, the canvas and the thumbnails beside it.

Nothing here changes an image, and nothing here decides: what is drawn over the print can be hidden
with one key.
"""
