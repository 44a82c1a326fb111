// Answers each datagram with itself. With a third word it tells whoever has asked something new after each so many ms as well; with a fourth it
// answers nobody but whoever came first, as one does that knows its peer by address and port.
import { createSocket } from 'node:dgram'

const [host, port, everyMs = '0', only] = process.argv.slice(2)
const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4')
const asked = new Map()
let first

socket.on('error', () => {})
socket.on('message', (text, { address, port: from }) => {
  first ??= `${address} ${from}`
  if (only && first !== `${address} ${from}`) return
  socket.send(text, from, address)
  if (Number(everyMs) === 0 || asked.has(`${address} ${from}`)) return
  const tell = () => socket.send('news', from, address)
  asked.set(`${address} ${from}`, setInterval(tell, Number(everyMs)))
})
socket.bind(Number(port), host, () => console.log('listening'))
