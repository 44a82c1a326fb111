"""Says back whatever it is told."""
import socket
import sys

listener = socket.create_server((sys.argv[1], int(sys.argv[2])))
print("listening", flush=True)
peer, _ = listener.accept()
while word := peer.recv(64):
    peer.sendall(word)
