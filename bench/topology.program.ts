// Inside a sandbox: opens testbeds one after the other and prints how long each took to make and to take down, as one line of JSON.

import { Recorder } from '../harness/observe/recorder.ts'
import { netns } from '../harness/planes/netns/index.ts'

const rounds = Number(process.argv[2])
const limits = { setupMs: 20_000, settleMs: 0 }
const { signal } = new AbortController()
const tookMs: number[] = []
for (let round = 0; round < rounds; round++) {
  const start = performance.now()
  const testbed = await netns.open({ limits }, new Recorder(), signal)
  await testbed[Symbol.asyncDispose]()
  tookMs.push(performance.now() - start)
}
console.log(JSON.stringify(tookMs))
process.exit(0)
