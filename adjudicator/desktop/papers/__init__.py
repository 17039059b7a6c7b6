"""Papers to print: what can be made now, what was made, the printer and the viewer."""
