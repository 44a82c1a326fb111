// https://github.com/nats-io/nats.rs/issues/1593: "ping starved". Who pings when it has nothing to say never pings while it publishes, and never learns
// that nobody answers, for as long as its kernel tries. A program of the kind: its library is in Rust, and would be compiled for minutes before each first run.
import { command, powerOff, scenarioTest } from 'halfopen'

const programs = `${import.meta.dirname}/programs`
const publisher = (how: string) => command(`node ${programs}/publisher.mjs {host} {port} ${how}`)
const incident = {
  server: command(`node ${programs}/echo.mjs {host} {port}`, { ready: /listening/ }),
  fault: powerOff('server'),
  planes: ['netns'],
  clock: 'virtual',
} as const

scenarioTest('a publisher whose messages put its ping off hears only when its kernel gives up', {
  ...incident,
  client: publisher('when-quiet'),
  bounds: { detectedBy: 'client-app', within: '17min', notBefore: '15min', code: 'ETIMEDOUT' },
})

scenarioTest('one that pings every 10 s whatever it says hears within 16 s', {
  ...incident,
  client: publisher('always'),
  bounds: { detectedBy: 'client-app', within: '16s', code: 'NO_PONG' },
})
