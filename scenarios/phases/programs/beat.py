"""A heartbeat as many write one: a word every two seconds, and half a second for its answer. Nobody declares that to anybody."""
import socket
import sys
import time

peer = socket.create_connection((sys.argv[1], int(sys.argv[2])))
peer.settimeout(0.5)
while True:
    peer.sendall(b"ping\n")
    try:
        answer = peer.recv(64)
    except OSError as lost:
        print(f"lost: {lost}", flush=True)
        break
    if not answer:
        print("lost: closed", flush=True)
        break
    print("answered", flush=True)
    time.sleep(2)
