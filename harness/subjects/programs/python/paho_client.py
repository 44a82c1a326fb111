"""paho-mqtt: a subscriber with its network loop. A question is a publication that the broker acknowledges (QoS 1)."""

import paho.mqtt.client as mqtt
from words import Start, client

start = Start()
broker = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, client_id="asker")
broker.on_disconnect = lambda _client, _data, _flags, reason, _properties: start.lost("its on_disconnect", reason)
broker.connect(start.host, start.port, **start.options)
broker.loop_start()


def ask():
    sent = broker.publish("questions", "?", qos=1)
    sent.wait_for_publish()


def idle():
    broker.subscribe("news")
    start.wait()


client(start, ask, idle)
