// Connects over TLS every 10 s, is greeted, and goes. `limitMs` for the handshake (0: none).
import { connect } from 'node:tls'

const [host, port, limitMs] = process.argv.slice(2)
const say = (kind, more) => console.log(JSON.stringify({ halfopen: kind, ...more }))
let well
const visit = () => {
  const socket = connect({ host, port: Number(port), rejectUnauthorized: false })
  if (Number(limitMs) > 0)
    socket.setTimeout(Number(limitMs), () => socket.destroy(Object.assign(new Error(), { code: 'HANDSHAKE_TIMEOUT' })))
  socket.on('data', () => {
    if (!well) say(well === undefined ? 'connected' : 'recovered')
    well = true
  })
  socket.on('error', ({ code }) => {
    if (well) say('lost', { code })
    well &&= false
  })
  socket.on('close', () => setTimeout(visit, 10_000))
}
visit()
