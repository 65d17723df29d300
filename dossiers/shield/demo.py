def load_shielded() -> int:
    return 0
