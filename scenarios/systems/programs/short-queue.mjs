// A server that answers, and whose kernel keeps five connections for it that it has not accepted yet: `node short-queue.mjs HOST PORT`.
import { createServer } from 'node:net'

const [host = '127.0.0.1', port = '7000'] = process.argv.slice(2)
const server = createServer(socket => socket.on('error', () => {}).on('data', data => socket.write(data)))
server.listen({ host, port: Number(port), backlog: 4 }, () => console.log('listening'))
