// Node's own WebSocket (undici's): no ping, no option of the connection. It does not connect again by itself.
import { once } from 'node:events'
import { client } from './words.mjs'

await client(async ({ host, port, lost }) => {
  const socket = new WebSocket(`ws://${host}:${port}`)
  await once(socket, 'open')
  socket.addEventListener('error', ({ error, message }) => lost('its event error', error ?? { message }))
  socket.addEventListener('close', ({ code }) => lost('its event close', { code, message: `code ${code}` }))
  return {
    ask: async () => {
      if (socket.readyState !== WebSocket.OPEN) throw new Error('WebSocket is not open')
      const answer = once(socket, 'message')
      socket.send('?')
      await answer
    },
  }
})
