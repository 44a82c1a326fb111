import { cpuStarvation, type Duration, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

// A backup on the database's machine: 50 ms of CPU take a second beside nineteen others that compute.
const server = cacheServer({ work: '50ms', changesEvery: '1m' })
const client = (deadline: Duration) =>
  cacheReader({ detector: { heartbeat: { every: '1s', deadline } }, changesEvery: '1m' })
const backup = { competitors: 19 }

scenarioTest('a patient client rides out a server whose CPU somebody else has taken', {
  server,
  client: client('5s'),
  fault: cpuStarvation('server', backup),
  planes: ['netns'],
  bounds: { undetectedBy: 'client-app', for: '4s' },
})

scenarioTest('a client with half a second of patience gives that living server up', {
  server,
  client: client('500ms'),
  fault: cpuStarvation('server', backup),
  bounds: { detectedBy: 'client-app', within: '5s' },
})

scenarioTest('beside a backup that is nice the same client stays', {
  server,
  client: client('500ms'),
  fault: cpuStarvation('server', { ...backup, nice: 19 }),
  planes: ['netns'],
  bounds: { undetectedBy: 'client-app', for: '4s' },
})
