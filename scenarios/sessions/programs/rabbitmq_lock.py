"""An exclusive queue of RabbitMQ, and a message that was delivered and is not acknowledged."""

import pika
from pika.exceptions import ChannelClosedByBroker
from words import HOST, PORT, run

NOT_FOUND, RESOURCE_LOCKED = 404, 405
login = pika.PlainCredentials("app", "app")
connection = pika.BlockingConnection(pika.ConnectionParameters(host=HOST, port=PORT, credentials=login))


def take():
    channel = connection.channel()
    channel.queue_declare("jobs")
    channel.basic_publish("", "jobs", b"job")
    while channel.basic_get("jobs")[0] is None:
        pass
    channel.queue_declare("mine", exclusive=True)


def is_free():
    try:
        connection.channel().queue_declare("mine", passive=True)
    except ChannelClosedByBroker as refused:
        if refused.reply_code == RESOURCE_LOCKED:
            return False
        if refused.reply_code == NOT_FOUND:
            return True
        raise


def wait():
    while not is_free():
        connection.sleep(1)
    channel = connection.channel()
    while channel.basic_get("jobs", auto_ack=True)[0] is None:
        connection.sleep(1)


def rest():
    connection.process_data_events(time_limit=None)


run(take, rest, is_free, wait)
