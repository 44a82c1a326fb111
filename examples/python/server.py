"""Orders over HTTP: each GET is answered with how many there are."""

import itertools
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

orders = itertools.count(1)


class Orders(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        body = f"{next(orders)} orders\n".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer((sys.argv[1], int(sys.argv[2])), Orders)
print("listening", flush=True)
server.serve_forever()
