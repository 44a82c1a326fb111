// Sends something every so often, or only at first, and expects no answer, as who ships logs does.
import { connect } from 'node:net'

const [host, port, everyMs = '1000', forMs] = process.argv.slice(2)
let sent = 0
const socket = connect({ host, port: Number(port), noDelay: true })
const ship = () => socket.write(`${++sent}\n`, error => error ?? (sent === 1 && console.log('connected: it ships')))
const shipping = setInterval(ship, Number(everyMs))
if (forMs !== undefined) setTimeout(() => clearInterval(shipping), Number(forMs))
socket.on('error', error => console.log(`lost: ${error.code}`))
socket.on('close', () => {
  clearInterval(shipping)
  console.log('lost: closed')
})
setInterval(() => {}, 1e6)
