// Fills a cache of so many megabytes from memory, and then talks to its server twice a second, each time with a second's patience.
import { connect } from 'node:net'

const [host, port, megabytes] = process.argv.slice(2)
const cache = Array.from({ length: Number(megabytes) / 8 }, (_, i) => Buffer.alloc(8 << 20, i + 1))
let unanswered

const socket = connect({ host, port: Number(port), noDelay: true }, () => setInterval(ask, 500))
socket.once('data', () => console.log(`connected with ${cache.length * 8} MB`))
socket.on('data', () => {
  clearTimeout(unanswered)
  unanswered = undefined
})
socket.on('error', () => {})

function ask() {
  unanswered ??= setTimeout(() => console.log('lost: no answer'), 1_000)
  socket.write('still there?\n')
}
