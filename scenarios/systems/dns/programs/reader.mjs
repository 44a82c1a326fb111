// A client that asks for the name of its server whenever it connects: a word every 500 ms, 2 s for its answer, and a new connection after a loss.
import { connect } from 'node:net'

const [name, port] = process.argv.slice(2)
let lost = false

join()

function join() {
  const socket = connect({ host: name, port: Number(port), noDelay: true, family: 4 })
  let unanswered
  let up = false
  const limit = setTimeout(() => socket.destroy(new Error('no connection within 2 s')), 2_000)
  const beat = setInterval(() => {
    if (!up) return
    unanswered ??= setTimeout(() => socket.destroy(new Error('no answer within 2 s')), 2_000)
    socket.write('ping\n')
  }, 500)
  socket.on('connect', () => {
    clearTimeout(limit)
    up = true
  })
  let first = true
  socket.on('data', () => {
    clearTimeout(unanswered)
    unanswered = undefined
    if (first) console.log(`${lost ? 'recovered' : 'connected'} at ${socket.remoteAddress}`)
    first = false
    lost = false
  })
  let why = 'closed'
  socket.on('error', error => {
    why = error.code ?? error.message
  })
  socket.on('close', () => {
    clearTimeout(limit)
    clearInterval(beat)
    clearTimeout(unanswered)
    console.log(up && !lost ? `lost: ${why}` : `no way: ${why}`)
    lost ||= up
    setTimeout(join, 500)
  })
}
