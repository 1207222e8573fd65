"""How the scripts of this folder speak to their caller: one JSON object a line on standard output."""

import json
import sys
import threading

_lock = threading.Lock()


def say(event: str, **fields) -> None:
    """Print an event. Safe to call from several threads."""
    line = json.dumps({"event": event, **fields}, ensure_ascii=True)
    with _lock:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


def fail(what: str, todo: str) -> None:
    """Print why the work could not be done, and end."""
    say("error", what=what, todo=todo)
    sys.exit(1)
