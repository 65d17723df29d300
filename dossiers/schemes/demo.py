def load_checks() -> None:
    return
