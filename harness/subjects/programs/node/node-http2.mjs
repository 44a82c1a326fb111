// node:http2: one session. It does not connect again by itself. `pingEvery`, in ms: a ping that must be answered by the next one.
import http2 from 'node:http2'
import { setTimeout as sleep } from 'node:timers/promises'
import { client } from './words.mjs'

await client(async ({ host, port, options: { pingEvery, ...options }, lost }) => {
  const session = http2.connect(`http://${host}:${port}`, options)
  session.on('error', error => lost('its event error', error))
  session.on('goaway', code => lost('its event goaway', { code, message: `code ${code}` }))
  session.on('close', () => lost('its event close'))
  if (pingEvery) {
    let answered = true
    setInterval(() => {
      if (session.destroyed) return
      if (!answered) return session.destroy(new Error('no answer to a ping'))
      answered = false
      session.ping(() => {
        answered = true
      })
    }, pingEvery)
  }
  return {
    // Until then it still acknowledges settings.
    idle: () => sleep(1_000),
    ask: () =>
      new Promise((resolve, reject) => {
        const stream = session.request({ ':path': '/' }).resume()
        let answered = false
        stream.on('response', () => {
          answered = true
        })
        stream.on('error', reject)
        stream.on('close', () => (answered ? resolve() : reject(new Error('closed without an answer'))))
      }),
  }
})
