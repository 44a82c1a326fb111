import { powerOff, scenarioTest } from 'halfopen'
import { probeClient, probeServer } from 'halfopen/subjects'

// tcp_keepalive_timer() of net/ipv4/tcp_timer.c looks again later while packets are out: what is unacknowledged is left to tcp_retries2.
scenarioTest('keepalive 30/1/10 says 40 s; with unacknowledged data it takes a quarter of an hour', {
  server: probeServer(),
  client: probeClient('keepalive=30/1/10', { writes: '1s' }),
  fault: powerOff('server'),
  state: 'data-in-flight',
  planes: ['netns'],
  clock: 'virtual',
  bounds: { detectedBy: 'client-app', within: '17min', notBefore: '15min' },
})
