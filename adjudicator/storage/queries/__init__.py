"""What screens and exports ask of the working tables; nothing here writes."""
