"""Asks for the orders once a second. SECONDS: how long it waits for an answer (0: for ever)."""

import http.client
import sys
import time

host, port, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
connection, well = None, None
while True:
    try:
        connection = connection or http.client.HTTPConnection(host, port, timeout=seconds or None)
        connection.request("GET", "/")
        connection.getresponse().read()
        if not well:
            print("connected" if well is None else "back", flush=True)
        well = True
    except OSError as error:
        if well:
            print(f"lost: {type(error).__name__}", flush=True)
            well = False
        connection = None
    time.sleep(1)
