// Inside a sandbox: opens testbeds of so many hosts one after the other and prints how long each took to make and to take down, as one line of
// JSON.
import type { Host } from '../harness/model/host.ts'
import type { SubjectSpec } from '../harness/model/subject.ts'
import { Recorder } from '../harness/observe/recorder.ts'
import { netns } from '../harness/planes/netns/index.ts'

const [rounds = 0, size = 2] = process.argv.slice(2).map(Number)
const limits = { setupMs: 20_000, settleMs: 0 }
const program: SubjectSpec = { name: 'none', command: { file: 'true', args: [] }, says: {}, settings: {} }
/** Half of them clients, each with a server of its own. */
const hosts: readonly Host<SubjectSpec>[] = Array.from({ length: size }, (_, at) => {
  const nth = at % (size / 2) === 0 ? '' : `${at % (size / 2)}`
  return at < size / 2
    ? { name: `server${nth}`, program, connectsTo: [], listens: true }
    : { name: `client${nth}`, program, connectsTo: [`server${nth}`], listens: false }
})
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
