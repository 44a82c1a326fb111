// Inside a sandbox: opens a pair's testbeds one after the other and prints how long each took to make and to take down, as one line of JSON.
import type { Host } from '../harness/model/host.ts'
import type { SubjectSpec } from '../harness/model/subject.ts'
import { Recorder } from '../harness/observe/recorder.ts'
import { netns } from '../harness/planes/netns/index.ts'

const rounds = Number(process.argv[2])
const limits = { setupMs: 20_000, settleMs: 0 }
const program: SubjectSpec = { name: 'none', command: { file: 'true', args: [] }, says: {}, settings: {} }
const hosts: readonly Host<SubjectSpec>[] = [
  { name: 'server', program, connectsTo: [], listens: true },
  { name: 'client', program, connectsTo: ['server'], listens: false },
]
const { signal } = new AbortController()
const tookMs: number[] = []
for (let round = 0; round < rounds; round++) {
  const start = performance.now()
  const testbed = await netns.open({ limits, hosts }, new Recorder(), signal)
  await testbed[Symbol.asyncDispose]()
  tookMs.push(performance.now() - start)
}
console.log(JSON.stringify(tookMs))
process.exit(0)
