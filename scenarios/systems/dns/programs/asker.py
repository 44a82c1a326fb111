# Asks for the name, connects and has a word anew every 500 ms, by the C library's resolver, as most programs do: glibc's getaddrinfo(3). Says so
# when that fails, or takes longer than a limit.
import socket
import sys
import time

name, port, limit = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
well = None


def ask():
    found = socket.getaddrinfo(name, port, socket.AF_INET, socket.SOCK_STREAM)
    with socket.create_connection(found[0][4], 2) as server:
        server.sendall(b"ping\n")
        if not server.recv(64):
            raise ConnectionError("closed")


while True:
    begun = time.monotonic()
    why = None
    try:
        ask()
    except OSError as error:
        why = str(error)
    took = time.monotonic() - begun
    if why is None and took > limit:
        why = "late"
    if why is not None:
        print(f"lost: {why} after {took:.1f} s", flush=True)
    elif not well:
        print("connected" if well is None else "recovered", flush=True)
    well = why is None
    time.sleep(0.5)
