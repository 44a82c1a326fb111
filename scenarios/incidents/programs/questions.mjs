// A question over UDP every 5 s, always from the same socket, and who answers it: `asker HOST PORT` or `answerer HOST PORT`. Says `lost` when no answer came
// for 12 s.
import { createSocket } from 'node:dgram'

const [role, host, port] = process.argv.slice(2)
const socket = createSocket('udp4')
const say = kind => console.log(JSON.stringify({ halfopen: kind }))
if (role === 'answerer') {
  socket.on('message', (_, from) => socket.send('answer', from.port, from.address))
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
    }, 12_000)
  })
  const ask = () => socket.send('question', Number(port), host)
  setInterval(ask, 5_000)
  ask()
}
