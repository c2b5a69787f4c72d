"""Makes scripts small for readers; the sources stay as they were written."""


def minified(script: str) -> str:
    """Return a script without comments and spaces, its local names made short."""
    try:
        # Not before it is needed: it starts threads, and a process with threads cannot be copied.
        import minify  # noqa: PLC0415
    except ModuleNotFoundError:  # on Macs with Apple silicon
        return script
    return f"{minify.string('text/javascript', script)}\n"
