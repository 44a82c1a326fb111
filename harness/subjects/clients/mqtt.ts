// MQTT.js.
import { clientKind } from '../client-kind.ts'
import { node } from '../environments/node.ts'
import { mosquitto } from '../servers/mosquitto.ts'

/** https://github.com/mqttjs/MQTT.js#client */
interface MqttOptions {
  keepalive?: number
  reschedulePings?: boolean
  connectTimeout?: number
  reconnectPeriod?: number
}

/**
 * MQTT.js.
 * @example mqtt.client({ asks: true, set: { keepalive: 10 } })
 */
export const mqtt = clientKind<MqttOptions>(node, {
  id: 'mqtt',
  library: 'mqtt',
  version: '5.16.0',
  fact: 'mqtt',
  server: mosquitto,
  recommended: {
    set: { keepalive: 10 },
    source: 'https://github.com/mqttjs/MQTT.js#client',
  },
})
