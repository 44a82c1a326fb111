"""httpx: a Client."""

import httpx
from words import Start, client

start = Start()
http = httpx.Client(**start.options)
client(start, lambda: http.get(f"http://{start.host}:{start.port}/"))
