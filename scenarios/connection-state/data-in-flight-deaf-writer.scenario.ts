import { command, powerOff, scenarioTest } from 'halfopen'
import { quietServer } from 'halfopen/subjects'

// Who gives up retransmitting sends nothing, and this program looks no sooner than at its next line: only who looks in time sees it.
scenarioTest(
  'a program that only writes is given up by its kernel 13 s after the server is gone, and learns it by its next line',
  {
    server: quietServer(),
    client: command(`node ${import.meta.dirname}/programs/deaf-writer.mjs {host} {port}`, {
      connected: /connected/,
      lost: /lost: (?<code>\w+)/,
    }),
    state: 'data-in-flight',
    fault: powerOff('server'),
    network: { sysctls: { client: { 'net.ipv4.tcp_retries2': 5 } } },
    clock: 'virtual',
    planes: ['netns'],
    bounds: [
      { detectedBy: 'client-kernel', within: '13.5s', notBefore: '13s', code: 'ETIMEDOUT' },
      { detectedBy: 'client-app', within: '18.5s', notBefore: '17.5s' },
    ],
  },
)
