"""What is in memory from the start, and stays as long as the process does."""

import gc


def freeze_startup_objects() -> None:
    """Let the garbage collector pass over what stays as long as the process does.

    Streamlit collects all of memory after every run of a page. With the library and the themes in
    it that takes longer than the run itself (`docs/decisions/README.md`).
    """
    gc.collect()
    gc.freeze()
