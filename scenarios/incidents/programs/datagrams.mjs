// A server of news over UDP, and its listener: `server HOST PORT EVERY_MS` tells all who have greeted it at once, and again after each so long (0: never);
// `listener HOST PORT KEEP_MS PATIENCE_MS` greets once, and again after each so long (0: never), always from the same socket, and says `lost` when no
// news has come for its patience.
import { createSocket } from 'node:dgram'

const [role, host, port, ms, patienceMs] = process.argv.slice(2)
const socket = createSocket('udp4')
const say = kind => console.log(JSON.stringify({ halfopen: kind }))
if (role === 'server') {
  const known = new Map()
  socket.on('message', (_, from) => {
    known.set(`${from.address}:${from.port}`, from)
    socket.send('news', from.port, from.address)
  })
  const tell = () => {
    for (const { port: to, address } of known.values()) socket.send('news', to, address)
  }
  if (Number(ms) > 0) setInterval(tell, Number(ms))
  socket.bind(Number(port), host, () => console.log('listening'))
} else {
  let [well, missed] = [false, undefined]
  socket.on('message', () => {
    if (!well) say(missed ? 'recovered' : 'connected')
    well = true
    clearTimeout(missed)
    missed = setTimeout(() => {
      well = false
      say('lost')
    }, Number(patienceMs))
  })
  const greet = () => socket.send('hello', Number(port), host)
  greet()
  if (Number(ms) > 0) setInterval(greet, Number(ms))
}
