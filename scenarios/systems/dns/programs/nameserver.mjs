// A nameserver that asks the one which was there before it.
import { createSocket } from 'node:dgram'
import { getServers } from 'node:dns'

const [host] = process.argv.slice(2)
const [behind] = getServers()
const front = createSocket('udp4')
front.on('message', (question, from) => {
  const back = createSocket('udp4')
  back.on('message', answer => {
    front.send(answer, from.port, from.address)
    back.close()
  })
  back.send(question, 53, behind)
})
front.bind(53, host, () => console.log('listening'))
