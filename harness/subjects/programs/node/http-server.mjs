// An HTTP/1.1 server that answers every GET. It keeps idle connections for a day: what closes one before is not this server.
import http from 'node:http'

const [host, port] = process.argv.slice(2)
const server = http.createServer({ keepAliveTimeout: 86_400_000, requestTimeout: 0 }, (_, answer) =>
  answer.end('fine\n'),
)
server.listen(Number(port), host, () => console.log(`listening on ${host}:${port}`))
