"""What documents offers to the shared registries."""
