import { blackHole, scenarioTest } from 'halfopen'
import { asker, echo } from './programs/programs.ts'

scenarioTest('after a hole of 5 s a client of datagrams is back at work with its next question, and so is the wire', {
  server: echo(),
  client: asker({ everyMs: 500, patienceMs: 2_000 }),
  fault: blackHole({ for: '5s' }),
  bounds: [
    { detectedBy: 'client-app', within: '2.1s' },
    { recoveredBy: 'client-app', within: '600ms' },
    { recoveredBy: 'wire', within: '600ms' },
  ],
})
