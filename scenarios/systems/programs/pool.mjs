// A pool of connections; one that is lost is replaced. Those that beat have a word every so often and a limit for its answer; the others lie
// idle, and every five seconds the next of them is handed out for one word. Says so of the first, or of all.
import { connect } from 'node:net'

const [host, port, size = '2', everyMs = '500', deadlineMs = '2000', beating = size] = process.argv.slice(2)
const idle = []
let open = 0
let down = false

for (let i = 0; i < Number(size); i++) setTimeout(() => join(i < Number(beating)), i * 20)
if (Number(beating) < Number(size)) setInterval(() => idle.shift()?.(), 5_000)

function join(beats) {
  const socket = connect({ host, port: Number(port), noDelay: true })
  let up = false
  let unanswered
  let why = 'closed'
  const giveUp = because => {
    why = because
    socket.resetAndDestroy() // a FIN would wait behind the words that nobody acknowledges
  }
  const ask = () => {
    unanswered ??= setTimeout(giveUp, Number(deadlineMs), 'no answer')
    socket.write('ping\n')
  }
  const beat = beats && setInterval(() => up && ask(), Number(everyMs))
  socket.setTimeout(Number(deadlineMs))
  socket.on('timeout', () => !up && giveUp('no connection'))
  socket.on('connect', () => {
    up = true
    open++
    if (!beats) idle.push(ask)
    if (open < Number(size)) return
    console.log(down ? 'recovered: full again' : 'connected: full')
    down = false
  })
  socket.on('data', () => {
    clearTimeout(unanswered)
    unanswered = undefined
    if (!beats && !idle.includes(ask)) idle.push(ask)
  })
  socket.on('error', error => {
    why = error.code ?? error.message
  })
  socket.on('close', () => {
    clearInterval(beat)
    clearTimeout(unanswered)
    if (idle.includes(ask)) idle.splice(idle.indexOf(ask), 1)
    if (up) {
      open--
      down = true
      console.log(`lost one: ${why}`)
    }
    setTimeout(() => join(beats), 250)
  })
}
