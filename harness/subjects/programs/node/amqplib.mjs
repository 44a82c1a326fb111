// amqplib: a connection and a channel. A question is a message that the broker confirms. It does not connect again by itself.
import amqp from 'amqplib'
import { client } from './words.mjs'

await client(async ({ host, port, options, lost }) => {
  const { heartbeat, ...socket } = options
  const at = { protocol: 'amqp', hostname: host, port, username: 'app', password: 'app', heartbeat }
  const connection = await amqp.connect(at, socket)
  connection.on('error', error => lost('its event error', error))
  connection.on('close', () => lost('its event close'))
  const channel = await connection.createConfirmChannel()
  channel.on('error', error => lost('its event error', error))
  await channel.assertQueue('questions', { durable: false, maxLength: 1 })
  return {
    ask: async () => {
      channel.sendToQueue('questions', Buffer.from('?'))
      await channel.waitForConfirms()
    },
  }
})
