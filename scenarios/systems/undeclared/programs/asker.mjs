// Asks its server once a second, each time on a connection of its own, and waits 2 s for an answer: between two questions it has no socket.
import { connect } from 'node:net'

const [host, port] = process.argv.slice(2)

function ask() {
  const link = connect({ host, port: Number(port), timeout: 2_000 }, () => link.write('hello'))
  link.once('data', () => link.destroy(console.log('connected')))
  link.once('timeout', () => link.destroy(new Error('no answer')))
  link.on('error', ({ message }) => console.log(`lost: ${message}`))
  link.once('close', () => setTimeout(ask, 1_000))
}

ask()
