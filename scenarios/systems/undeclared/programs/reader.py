# Waits for words of its server. `at once`: with keepalive 5/2/3, set on connecting; `after login`: a second later; `late`: what it hears of its loss
# it keeps to itself for 20 s; `user timeout`: with one of 8 s and no keepalive, and it says something every second.
import socket
import sys
import threading
import time

host, port, how = sys.argv[1:4]


def keep_alive():
    link.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    link.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, 5)
    link.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, 2)
    link.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPCNT, 3)


def talk():
    while True:
        time.sleep(1)
        try:
            link.sendall(b"still here")
        except OSError:
            return


link = socket.create_connection((host, int(port)))
if how == "user timeout":
    link.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, 8_000)
elif how != "after login":
    keep_alive()
link.sendall(b"hello")
link.recv(64)
if how == "after login":
    time.sleep(1)
    keep_alive()
if how == "user timeout":
    threading.Thread(target=talk, daemon=True).start()
print("connected", flush=True)
try:
    while link.recv(64):
        pass
    print("lost: EOF", flush=True)
except OSError as error:
    if how == "late":
        time.sleep(20)
    print(f"lost: {error.strerror}", flush=True)
