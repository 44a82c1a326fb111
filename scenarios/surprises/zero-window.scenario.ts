import { noFault, scenarioTest } from 'halfopen'
import { probeClient, probeServer } from 'halfopen/subjects'

// The negative twin of user-timeout-zero-window: the same closed window, and nothing that counts it (RFC 9293 section 3.8.6.1).
scenarioTest('a peer that answers with a closed window is waited for as long as it answers', {
  server: probeServer(),
  client: probeClient('off', { writes: '1s' }),
  fault: noFault(),
  state: 'zero-window',
  planes: ['netns'],
  clock: 'virtual',
  bounds: { undetectedBy: 'client-app', for: '1h' },
})
