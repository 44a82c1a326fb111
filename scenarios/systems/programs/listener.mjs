// Listens to what is said and says nothing itself.
import { connect } from 'node:net'

const [host, port] = process.argv.slice(2)
let heard = 0
connect({ host, port: Number(port) })
  .on('data', () => ++heard === 1 && console.log('connected: it ticks'))
  .on('error', error => console.log(`lost: ${error.code}`))
  .on('close', () => console.log('lost: closed'))
setInterval(() => {}, 1e6)
