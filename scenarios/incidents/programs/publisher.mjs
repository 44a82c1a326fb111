// Publishes a word every second and expects no answer; pings after 10 s in which it said nothing (when-quiet), or every 10 s (always), and gives up
// when a ping is not answered within 5 s.
import { connect } from 'node:net'

const [host, port, how] = process.argv.slice(2)
const say = (kind, more) => console.log(JSON.stringify({ halfopen: kind, ...more }))
const socket = connect({ host, port: Number(port) }, () => say('connected'))
const gone = code => {
  say('lost', { code })
  process.exit(0)
}
let timer
let pong
const ping = () => {
  socket.write('ping\n')
  pong = setTimeout(gone, 5_000, 'NO_PONG')
  plan()
}
const plan = () => {
  clearTimeout(timer)
  timer = setTimeout(ping, 10_000)
}
socket.on('error', ({ code }) => gone(code)).on('data', data => String(data).includes('ping') && clearTimeout(pong))
setInterval(() => {
  socket.write('news\n')
  if (how === 'when-quiet') plan()
}, 1_000)
plan()
