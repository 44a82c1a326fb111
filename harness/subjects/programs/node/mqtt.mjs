// MQTT.js: a subscriber. A question is a publication that the broker acknowledges (QoS 1).
import mqtt from 'mqtt'
import { client } from './words.mjs'

await client(async ({ host, port, options, lost }) => {
  const broker = await mqtt.connectAsync({ host, port, protocol: 'mqtt', clientId: 'asker', ...options })
  broker.on('error', error => lost('its event error', error))
  broker.on('close', () => lost('its event close'))
  return { ask: () => broker.publishAsync('questions', '?', { qos: 1 }), idle: () => broker.subscribeAsync('news') }
})
