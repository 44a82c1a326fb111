// A pool of connections, each with a word every so often and a limit for its answer; one that is lost is replaced. Says so of the first, or of all.
import { connect } from 'node:net'

const [host, port, size = '2', everyMs = '500', deadlineMs = '2000'] = process.argv.slice(2)
let open = 0
let down = false

for (let i = 0; i < Number(size); i++) setTimeout(join, i * 20)

function join() {
  const socket = connect({ host, port: Number(port), noDelay: true })
  let up = false
  let unanswered
  const beat = setInterval(() => {
    if (!up) return
    unanswered ??= setTimeout(() => socket.destroy(new Error('no answer')), Number(deadlineMs))
    socket.write('ping\n')
  }, Number(everyMs))
  socket.setTimeout(Number(deadlineMs))
  socket.on('timeout', () => !up && socket.destroy(new Error('no connection')))
  socket.on('connect', () => {
    up = true
    open++
    if (open < Number(size)) return
    console.log(down ? 'recovered: full again' : 'connected: full')
    down = false
  })
  socket.on('data', () => {
    clearTimeout(unanswered)
    unanswered = undefined
  })
  let why = 'closed'
  socket.on('error', error => {
    why = error.code ?? error.message
  })
  socket.on('close', () => {
    clearInterval(beat)
    clearTimeout(unanswered)
    if (up) {
      open--
      down = true
      console.log(`lost one: ${why}`)
    }
    setTimeout(join, 250)
  })
}
