// Tells HAProxy something at its admin port, and ends well where its answer has the words that were expected.
import { connect } from 'node:net'

const [host, port, order, expected = ''] = process.argv.slice(2)
let answer = ''
const socket = connect({ host, port: Number(port) }, () => socket.end(`${order}\n`))
socket.on('data', chunk => (answer += chunk))
socket.on('close', () => {
  console.log(answer.trim())
  process.exitCode = answer.includes(expected) ? 0 : 1
})
