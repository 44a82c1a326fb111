// https://github.com/openchamber/openchamber/issues/2915, https://github.com/TechEmpower/FrameworkBenchmarks/issues/4092: who connects anew for each
// request leaves a port in TIME_WAIT for a minute each time, and at last there is none. With 30 ports it takes 3 s.
import { command, noFault, scenarioTest } from 'halfopen'

const programs = `${import.meta.dirname}/programs`
const incident = {
  server: command(`node ${programs}/echo.mjs {host} {port}`, { ready: /listening/ }),
  fault: noFault(),
  control: false, // no fault is there to be left out: what is missing are the ports, and the last scenario has them
  planes: ['netns'],
  clock: 'virtual',
} as const
const few = { 'net.ipv4.ip_local_port_range': '40000 40029' }
const asking = (how: string) => command(`node ${programs}/hurried.mjs {host} {port} ${how}`)

scenarioTest('a client that connects anew ten times a second has no port left', {
  ...incident,
  client: asking('anew'),
  network: { sysctls: { client: { ...few, 'net.ipv4.tcp_tw_reuse': 0 } } },
  bounds: { detectedBy: 'client-app', within: '10s', code: 'EADDRNOTAVAIL' },
})

scenarioTest('one that keeps its connection needs one port', {
  ...incident,
  client: asking('kept'),
  network: { sysctls: { client: { ...few, 'net.ipv4.tcp_tw_reuse': 0 } } },
  bounds: { undetectedBy: 'client-app', for: '10min' },
})

// A port is in TIME_WAIT for 60 s (TCP_TIMEWAIT_LEN): from then on as many come back as are taken.
scenarioTest('the same client has ports enough where there are 28,232 of them, as Linux comes', {
  ...incident,
  client: asking('anew'),
  network: { sysctls: { client: { 'net.ipv4.tcp_tw_reuse': 0 } } },
  bounds: { undetectedBy: 'client-app', for: '65s' },
})
