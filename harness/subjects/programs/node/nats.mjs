// nats.js: a connection. A question is a round trip of its own PING.
import { connect } from '@nats-io/transport-node'
import { client } from './words.mjs'

await client(async ({ host, port, options, lost }) => {
  const nats = await connect({ servers: `${host}:${port}`, ...options })
  void (async () => {
    for await (const { type, error } of nats.status())
      if (type === 'disconnect' || type === 'staleConnection' || type === 'close') lost(`its status ${type}`, error)
  })()
  return { ask: () => nats.flush() }
})
