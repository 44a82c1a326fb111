// node:http with its global agent. `timeout`, in ms: of each request, which is destroyed then, as its documentation says; without it the agent's
// own timeout of 5 s is an event, of which nothing follows.
import http from 'node:http'
import { client } from './words.mjs'

await client(async ({ host, port, options }) => ({
  ask: () =>
    new Promise((resolve, reject) => {
      const request = http.get({ host, port, path: '/', ...options }, answer => {
        answer.resume().on('end', resolve).on('error', reject)
      })
      request.on('error', reject)
      if (options.timeout) request.on('timeout', () => request.destroy(new Error('request timeout')))
    }),
}))
