"""psycopg 3: one connection; while it is idle it waits for a notification. It does not connect again by itself."""

import psycopg
from words import Start, client

start = Start()
db = psycopg.connect(host=start.host, port=start.port, user="app", dbname="postgres", autocommit=True, **start.options)


def idle():
    db.execute("listen news")
    for _ in db.notifies():
        pass
    raise EOFError("its notifications ended")


client(start, lambda: db.execute("select 1").fetchone(), idle)
