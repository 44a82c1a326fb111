// ws: a socket whose server answers each message. It does not connect again by itself. `pingEvery`, in ms: the heartbeat of its README.
import { once } from 'node:events'
import { WebSocket } from 'ws'
import { client } from './words.mjs'

await client(async ({ host, port, options: { pingEvery, ...options }, lost }) => {
  const socket = new WebSocket(`ws://${host}:${port}`, options)
  await once(socket, 'open')
  socket.on('error', error => lost('its event error', error))
  socket.on('close', code => lost('its event close', { code, message: `code ${code}` }))
  if (pingEvery) {
    let answered = true
    socket.on('pong', () => {
      answered = true
    })
    setInterval(() => {
      if (!answered) return socket.terminate()
      answered = false
      socket.ping()
    }, pingEvery)
  }
  return {
    ask: async () => {
      if (socket.readyState !== WebSocket.OPEN) throw new Error('WebSocket is not open')
      const answer = once(socket, 'message')
      socket.send('?')
      await answer
    },
  }
})
