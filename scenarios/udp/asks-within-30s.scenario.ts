import { idleFirewall, scenarioTest } from 'halfopen'
import { asker, echo } from './programs/programs.ts'

scenarioTest('a subscriber that asks every 20 s is never forgotten by conntrack after 30 s, and hears all news', {
  server: echo(40_000),
  client: asker({ everyMs: 20_000, patienceMs: 60_000 }),
  fault: idleFirewall('linux-conntrack-udp'),
  bounds: { undetectedBy: 'client-app', for: '10m' },
})
