// https://github.com/acassen/keepalived/issues/160, https://github.com/acassen/keepalived/issues/20: a virtual address has moved and nobody has announced
// it: routers go on to send to the machine that is off, for as long as they keep the old answer (four hours on one of them).
import { scenarioTest, takeover } from 'halfopen'
import { pg } from 'halfopen/subjects'

const incident = {
  server: pg.server(),
  standby: pg.server(),
  client: pg.client({ asks: true }),
  state: 'data-in-flight',
  planes: ['netns'],
  clock: 'virtual',
} as const

scenarioTest('without an announcement the client is told only when the router has asked again', {
  ...incident,
  fault: takeover({ announce: false }),
  bounds: { detectedBy: 'client-app', within: '5min', notBefore: '3s', code: 'ECONNRESET' },
})

scenarioTest('with a gratuitous ARP it is told by the new machine within a second', {
  ...incident,
  fault: takeover(),
  bounds: { detectedBy: 'client-app', within: '1s', code: 'ECONNRESET' },
})
