"""What each client program in this folder does with its library, and says in JSON lines. By hand, with the packages of requirements.txt:
python psycopg_client.py 127.0.0.1 5432 idle|asking|asking=MS ['{"keepalives_idle":10}']
"""

import errno
import json
import sys
import threading
import time


class Start:
    """What a program was started with. `lost` may be called whenever the library tells of a loss."""

    def __init__(self):
        self.host, self.port, mode = sys.argv[1], int(sys.argv[2]), sys.argv[3]
        self.options = json.loads(sys.argv[4]) if len(sys.argv) > 4 else {}
        self.idle = mode == "idle"
        self.every = float(mode.partition("=")[2] or 1000) / 1000
        self.healthy = False
        self.lock = threading.Lock()
        self.told = threading.Event()

    def lost(self, event, error=None):
        """Says it once."""
        with self.lock:
            if not self.healthy:
                return
            self.healthy = False
            text = str(error).splitlines()[0] if error is not None and str(error) else type(error).__name__
            say("lost", code=code_of(error), detail=f"{event}: {text}")
            self.told.set()

    def wait(self):
        """Until a loss was told."""
        self.told.wait()


def client(start, ask, idle=None):
    """Asks once. Idle: then nothing, until `idle` raises what the library tells; asking: one question a second, or after each so long, each after
    the answer to the one before; an answer that came late is said. After a loss it asks once a second in both."""
    ask()
    start.healthy = True
    say("connected")
    if start.idle:
        try:
            (idle or start.wait)()
        except Exception as error:
            start.lost("a waiting read failed", error)
    while True:
        time.sleep(start.every if start.healthy else 1)
        asked = time.monotonic()
        try:
            ask()
        except Exception as error:
            start.lost("a question failed", error)
            continue
        took = time.monotonic() - asked
        with start.lock:
            if not start.healthy:
                say("recovered")
            elif took > 2:
                say("traffic", detail=f"an answer after {took:.1f} s")
            start.healthy = True


def say(kind, **more):
    line = {"halfopen": kind, **{name: value for name, value in more.items() if value is not None}}
    print(json.dumps(line), flush=True)


def code_of(error):
    """The kernel's, where it is in there; the class of the library's error otherwise."""
    if not isinstance(error, BaseException):
        return None
    seen = error
    while seen is not None:
        number = getattr(seen, "errno", None)
        if isinstance(number, int) and number in errno.errorcode:
            return errno.errorcode[number]
        seen = seen.__cause__ or seen.__context__
    return type(error).__name__
