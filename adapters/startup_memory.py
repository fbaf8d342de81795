"""What is in memory from the start, and stays as long as the process does."""

import gc


def freeze_startup_objects() -> None:
    """Let the garbage collector pass over what stays as long as the process does.

    Streamlit collects all of memory after every run of a page. With the library and the themes in
    it that takes longer than the run itself (`docs/decisions/architecture/2026-11-25-memory-that-stays.md`).
    """
    gc.collect()
    gc.freeze()
