// Answers with what it hears.
import { createServer } from 'node:net'

const [host, port] = process.argv.slice(2)
createServer({ noDelay: true }, socket => {
  socket.on('error', () => {})
  socket.pipe(socket)
}).listen(Number(port), host, () => console.log('listening'))
