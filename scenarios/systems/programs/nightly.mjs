// Connects, asks once, and then nothing until midnight, UTC: then it asks again, and waits two seconds for the answer.
import { connect } from 'node:net'

const [host, port] = process.argv.slice(2)
const dayMs = 86_400_000
let unanswered

const socket = connect({ host, port: Number(port), noDelay: true }, ask)
socket.once('data', () => {
  console.log('connected')
  setTimeout(ask, dayMs - (Date.now() % dayMs))
})
socket.on('data', () => clearTimeout(unanswered))
socket.on('error', () => {})

function ask() {
  unanswered = setTimeout(() => console.log('lost: no answer'), 2_000)
  socket.write('rows of today?\n')
}
