"""Answers each connection's one line with as many bytes as it asks for."""
import socket
import sys
import threading


def answer(connection: socket.socket) -> None:
    try:
        with connection, connection.makefile("r") as asked:
            connection.sendall(bytes(int(asked.readline())))
    except (OSError, ValueError):
        pass  # the client has given up


family = socket.AF_INET6 if ":" in sys.argv[1] else socket.AF_INET
with socket.create_server((sys.argv[1], int(sys.argv[2])), family=family) as server:
    print("listening", flush=True)
    while True:
        threading.Thread(target=answer, args=(server.accept()[0],), daemon=True).start()
