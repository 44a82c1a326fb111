// paho-mqtt: a subscriber with its network loop.
import { clientKind } from '../client-kind.ts'
import { python } from '../environments/python.ts'
import { mosquitto } from '../servers/mosquitto.ts'

/** Of connect(), in seconds; and what its on_socket_open sets, constants of Python's socket by their names. */
interface PahoMqttOptions {
  keepalive?: number
  connect_timeout?: number
  on_socket_open?: Readonly<Record<string, number>>
}

/**
 * paho-mqtt: a subscriber with its network loop.
 * @example pahoMqtt.client({ asks: true, set: { keepalive: 10 } })
 */
export const pahoMqtt = clientKind<PahoMqttOptions>(python, {
  id: 'paho-mqtt',
  library: 'paho-mqtt',
  version: '2.2.0',
  program: 'paho_client',
  server: mosquitto,
  recommended: {
    set: { keepalive: 10 },
    source: 'https://eclipse.dev/paho/files/paho.mqtt.python/html/client.html#paho.mqtt.client.Client.connect',
  },
})
