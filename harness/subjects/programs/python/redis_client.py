"""redis-py; while it is idle it waits for a message of a subscription."""

import redis
from words import Start, client

start = Start()
store = redis.Redis(host=start.host, port=start.port, **start.options)


def idle():
    news = store.pubsub()
    news.subscribe("news")
    for _ in news.listen():
        pass


client(start, lambda: store.incr("asked"), idle)
