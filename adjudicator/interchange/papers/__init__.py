"""The papers of a recount as PDF: plain data in, the bytes of a file out, the same bytes each time.

Every paper is a frozen dataclass with a :class:`~adjudicator.interchange.papers.stamp.Stamp` and a
method ``pages()``; :func:`adjudicator.interchange.papers.pdf.render` makes the file.  Between the
two stands a page of items with their places, so that what stands where can be checked without
reading a PDF.
"""
