import { noFault, scenarioTest } from 'halfopen'
import { probeClient, probeServer } from 'halfopen/subjects'

// The other negative twin of user-timeout-zero-window: the same settings, and a window that is open.
scenarioTest('TCP_USER_TIMEOUT keeps a living peer whose window is open', {
  server: probeServer(),
  client: probeClient('user-timeout=30s', { writes: '1s' }),
  fault: noFault(),
  planes: ['netns'],
  clock: 'virtual',
  bounds: { undetectedBy: 'client-app', for: '10min' },
})
