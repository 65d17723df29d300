"""Work on many rows in the background: bulk jobs, their undo, and exports."""
