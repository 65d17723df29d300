"""What timeline offers to the shared registries."""
