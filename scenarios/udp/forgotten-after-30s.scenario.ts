import { idleFirewall, scenarioTest } from 'halfopen'
import { asker, echo } from './programs/programs.ts'

scenarioTest('a subscriber that only listens hears no news any more when conntrack has forgotten it after 30 s', {
  server: echo(40_000),
  client: asker({ everyMs: 0, patienceMs: 60_000 }),
  clock: 'virtual',
  fault: idleFirewall('linux-conntrack-udp'),
  bounds: { detectedBy: 'client-app', within: '31s', notBefore: '29s' },
})
