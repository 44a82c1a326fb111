"""paho-mqtt: a subscriber with its network loop. A question is a publication that the broker acknowledges (QoS 1). JSON has no functions: what
its on_socket_open sets goes by the names of the constants of socket."""

import socket

import paho.mqtt.client as mqtt
from words import Start, client

start = Start()
broker = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, client_id="asker")
broker.on_disconnect = lambda _client, _data, _flags, reason, _properties: start.lost("its on_disconnect", reason)
opened = start.options.pop("on_socket_open", None)
if "connect_timeout" in start.options:
    broker.connect_timeout = start.options.pop("connect_timeout")


def watch(_client, _data, s):
    s.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, number in opened.items():
        s.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), number)


if opened:
    broker.on_socket_open = watch
broker.connect(start.host, start.port, **start.options)
broker.loop_start()


def ask():
    sent = broker.publish("questions", "?", qos=1)
    sent.wait_for_publish()


def idle():
    broker.subscribe("news")
    start.wait()


client(start, ask, idle)
