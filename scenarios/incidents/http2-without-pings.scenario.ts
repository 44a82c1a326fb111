// https://github.com/golang/go/issues/31643, https://github.com/kubernetes/client-go/issues/374: requests go on over a dead HTTP/2 connection for a
// quarter of an hour. Kubernetes pings after 30 s of silence since then, and waits for the answer for 15 s.
import { powerOff, scenarioTest } from 'halfopen'
import { goHttp2 } from 'halfopen/subjects'

const incident = {
  server: goHttp2.server(),
  fault: powerOff('server'),
  state: 'data-in-flight',
  planes: ['netns'],
  clock: 'virtual',
} as const

scenarioTest("Go's HTTP/2 as it comes waits for a quarter of an hour", {
  ...incident,
  client: goHttp2.client({ asks: true }),
  bounds: { detectedBy: 'client-app', within: '17min', notBefore: '15min', code: 'ETIMEDOUT' },
})

scenarioTest('with a ping after 30 s that is answered within 15 s it gives the connection up within 46 s', {
  ...incident,
  client: goHttp2.client({ asks: true, set: { SendPingTimeout: 30, PingTimeout: 15 } }),
  bounds: { detectedBy: 'client-app', within: '46s' },
})
