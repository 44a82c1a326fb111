// grpc-js: a channel. `deadline`, in ms: of each call. Idle it watches a stream, on which the server says nothing.
import { once } from 'node:events'
import { Client, credentials } from '@grpc/grpc-js'
import { client } from './words.mjs'

const nothing = { serialize: () => Buffer.alloc(0), deserialize: () => ({}) }

await client(async ({ host, port, idle, options: { deadline, ...options }, lost }) => {
  const channel = new Client(`${host}:${port}`, credentials.createInsecure(), options)
  const watch = async () => {
    const stream = channel.makeServerStreamRequest(
      '/halfopen.Questions/Watch',
      nothing.serialize,
      nothing.deserialize,
      {},
    )
    stream.on('error', error => lost('its stream', error)).on('data', () => {})
    await once(stream, 'metadata')
  }
  return {
    ask: () =>
      new Promise((resolve, reject) => {
        const limit = deadline === undefined ? {} : { deadline: Date.now() + deadline }
        const done = (error, answer) => (error ? reject(error) : resolve(answer))
        channel.makeUnaryRequest('/halfopen.Questions/Ask', nothing.serialize, nothing.deserialize, {}, limit, done)
      }),
    idle: () => idle && watch(),
  }
})
