// node:http with its global agent. `timeout`, in ms: of each request, which is destroyed then, as the documentation says.
import http from 'node:http'
import { client } from './words.mjs'

await client(async ({ host, port, options }) => ({
  ask: () =>
    new Promise((resolve, reject) => {
      const request = http.get({ host, port, path: '/', ...options }, answer => {
        answer.resume().on('end', resolve).on('error', reject)
      })
      request.on('error', reject).on('timeout', () => request.destroy(new Error('request timeout')))
    }),
}))
