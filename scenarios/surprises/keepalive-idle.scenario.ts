import { powerOff, scenarioTest } from 'halfopen'
import { probeClient, probeServer } from 'halfopen/subjects'

// The negative twin of keepalive-busy: the same settings, and nothing outstanding.
scenarioTest('keepalive 30/1/10 keeps its 40 s while the connection is idle', {
  server: probeServer(),
  client: probeClient('keepalive=30/1/10'),
  fault: powerOff('server'),
  state: 'idle',
  planes: ['netns'],
  clock: 'virtual',
  bounds: { detectedBy: 'client-app', within: '43s', notBefore: '38s' },
})
