// Orders over HTTP: each GET is answered with how many there are.
import { createServer } from 'node:http'

const [host, port] = process.argv.slice(2)
let orders = 0
createServer({ keepAliveTimeout: 600_000 }, (_, answer) => answer.end(`${++orders} orders\n`)).listen(
  Number(port),
  host,
  () => console.log('listening'),
)
