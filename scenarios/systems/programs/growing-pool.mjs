// A pool that grows: one connection at first, and three more at once every ten seconds, each with a request. Run it by hand: `node growing-pool.mjs HOST PORT`.
import { connect } from 'node:net'

const [host = '127.0.0.1', port = '7000'] = process.argv.slice(2)
let healthy = false

function open() {
  const socket = connect({ host, port: Number(port) }, () => socket.write('hello\n'))
  socket.on('data', () => {
    if (!healthy) console.log('connected')
    healthy = true
  })
  socket.on('error', error => console.log(`lost: ${error.code}`))
}

open()
setInterval(() => {
  for (let i = 0; i < 3; i++) open()
}, 10_000)
