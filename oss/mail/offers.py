"""What mail offers to the shared registries."""
