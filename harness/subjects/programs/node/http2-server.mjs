// An HTTP/2 server, without TLS, that answers every request.
import http2 from 'node:http2'

const [host, port] = process.argv.slice(2)
const server = http2.createServer((_, answer) => answer.end('fine\n'))
server.listen(Number(port), host, () => console.log(`listening on ${host}:${port}`))
