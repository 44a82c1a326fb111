// A WebSocket server that answers each message with the same one.
import { WebSocketServer } from 'ws'

const [host, port] = process.argv.slice(2)
const server = new WebSocketServer({ host, port: Number(port) }, () => console.log(`listening on ${host}:${port}`))
server.on('connection', socket => socket.on('message', data => socket.send(data)).on('error', () => {}))
