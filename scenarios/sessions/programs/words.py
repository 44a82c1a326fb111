"""What the holder and the waiter of a lock say. By hand: python postgres_lock.py 127.0.0.1 5432 holder, and beside it waiter."""

import sys
import time

HOST, PORT, HOW = sys.argv[1], int(sys.argv[2]), sys.argv[3]


def say(kind, code=None):
    print(f'{{"halfopen":"{kind}"' + (f',"code":"{code}"' if code else "") + "}", flush=True)


def run(take, rest, is_free, wait):
    """`is_free`: leaves it as it is; `wait`: until one has it."""
    if HOW == "holder":
        take()
        say("connected")
        rest()
    while is_free():
        time.sleep(0.1)
    say("connected")
    wait()
    say("lost", "LOCK_FREE")
    rest()


def sleep():
    while True:
        time.sleep(1_000_000)
