"""pika: a BlockingConnection; while it is idle it looks after its heartbeats. A question is a message that the broker confirms. It does not
connect again by itself."""

import pika
from words import Start, client

start = Start()
login = pika.PlainCredentials("app", "app")
connection = pika.BlockingConnection(
    pika.ConnectionParameters(host=start.host, port=start.port, credentials=login, **start.options)
)
channel = connection.channel()
channel.confirm_delivery()
channel.queue_declare("questions", auto_delete=True, arguments={"x-max-length": 1})


def idle():
    while True:
        connection.process_data_events(time_limit=None)


client(start, lambda: channel.basic_publish("", "questions", b"?"), idle)
