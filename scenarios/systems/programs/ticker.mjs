// Says the time to whoever listens, every so often, or only at first, and expects no answer; a listener that is lost is said so.
import { createServer } from 'node:net'

const [host, port, everyMs = '2000', forMs] = process.argv.slice(2)
createServer({ noDelay: true }, socket => {
  console.log('listener here')
  const ticking = setInterval(() => socket.write(`${process.uptime().toFixed(0)}\n`), Number(everyMs))
  if (forMs !== undefined) setTimeout(() => clearInterval(ticking), Number(forMs))
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
