// Waits for words of its server, with the keepalive that Node sets: after 5 s, then ten times a second apart.
import { connect } from 'node:net'

const [host, port] = process.argv.slice(2)
const link = connect({ host, port: Number(port), keepAlive: true, keepAliveInitialDelay: 5_000 }, () =>
  link.write('hello'),
)
link.once('data', () => console.log('connected')).resume()
link.on('error', ({ code }) => console.log(`lost: ${code}`))
