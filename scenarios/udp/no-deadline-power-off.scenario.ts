import { powerOff, scenarioTest } from 'halfopen'
import { asker, echo } from './programs/programs.ts'

scenarioTest(
  'a client of datagrams without a deadline of its own asks a server that is off for an hour and is told nothing',
  {
    server: echo(),
    client: asker({ everyMs: 1_000 }),
    fault: powerOff('server'),
    clock: 'virtual',
    bounds: [
      { undetectedBy: 'client-app', for: '1h' },
      { undetectedBy: 'client-kernel', for: '1h' },
    ],
  },
)
