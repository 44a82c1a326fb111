import { noFault, scenarioTest } from 'halfopen'
import { probeClient, probeServer } from 'halfopen/subjects'

// tcp_probe_timer() of net/ipv4/tcp_timer.c: TCP_USER_TIMEOUT runs from the first probe that the closed window needs, answered or not.
scenarioTest('TCP_USER_TIMEOUT gives up a living peer that answers every probe, because its window is closed', {
  server: probeServer(),
  client: probeClient('user-timeout=30s', { writes: '1s' }),
  fault: noFault(),
  state: 'zero-window',
  planes: ['netns'],
  clock: 'virtual',
  bounds: { detectedBy: 'client-app', within: '60s', notBefore: '25s', code: 'ETIMEDOUT' },
})
