// Answers with what it hears, on each address and port that it is given.
import { createServer } from 'node:net'

const places = process.argv.slice(2)
let listening = 0
for (let i = 0; i < places.length; i += 2) {
  const [host, port] = places.slice(i, i + 2)
  createServer({ noDelay: true }, socket => {
    socket.on('error', () => {})
    socket.pipe(socket)
  }).listen(Number(port), host, () => {
    listening += 2
    if (listening === places.length) console.log('listening')
  })
}
