// Says the time to whoever listens, every so often, and expects no answer; a listener that is lost is said so.
import { createServer } from 'node:net'

const [host, port, everyMs = '2000'] = process.argv.slice(2)
createServer({ noDelay: true }, socket => {
  console.log('listener here')
  const ticking = setInterval(() => socket.write(`${process.uptime().toFixed(0)}\n`), Number(everyMs))
  let why = 'closed'
  socket.on('error', error => {
    why = error.code ?? error.message
  })
  socket.on('close', () => {
    clearInterval(ticking)
    console.log(`listener lost: ${why}`)
  })
  socket.resume()
}).listen(Number(port), host, () => console.log('listening'))
