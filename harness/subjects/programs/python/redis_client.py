"""redis-py; while it is idle it waits for a message of a subscription. JSON has no constants of socket: its keepalive options go by their names."""

import socket

import redis
from words import Start, client

start = Start()
if "socket_keepalive_options" in start.options:
    named = start.options["socket_keepalive_options"]
    start.options["socket_keepalive_options"] = {getattr(socket, name): number for name, number in named.items()}
store = redis.Redis(host=start.host, port=start.port, **start.options)


def idle():
    news = store.pubsub()
    news.subscribe("news")
    for _ in news.listen():
        pass


client(start, lambda: store.incr("asked"), idle)
