"""Asks for so many bytes twice a second, each time by a new connection, and says when it begins or ceases to get them: HOST PORT BYTES PATIENCE [MSS]."""
import socket
import sys
import time

host, port, size, patience = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
mss = int(sys.argv[5]) if len(sys.argv) > 5 else None


def fetch() -> int:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as connection:
        if mss:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, mss)
        connection.settimeout(patience)
        connection.connect((host, port))
        connection.sendall(b"%d\n" % size)
        got = 0
        while more := connection.recv(1 << 20):
            got += len(more)
        return got


was = None
while True:
    try:
        now = "all of it" if fetch() == size else "cut short"
    except OSError as why:
        now = f"failed: {why}"
    if now != was:
        print(now, flush=True)
    was = now
    time.sleep(0.5)
