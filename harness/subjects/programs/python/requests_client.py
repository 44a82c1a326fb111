"""requests: a Session. `timeout`, in seconds: of each request."""

import requests
from words import Start, client

start = Start()
session = requests.Session()
client(start, lambda: session.get(f"http://{start.host}:{start.port}/", timeout=start.options.get("timeout")))
