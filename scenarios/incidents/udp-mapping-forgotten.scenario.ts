// https://www.wireguard.com/quickstart/#nat-and-firewall-traversal-persistence: mappings of UDP live by a timer alone. This one is forgotten after 30 s, what
// a server sends to its listener later goes nowhere, and nobody is told; a word of the listener's own (PersistentKeepalive) keeps it.
import { command, idleFirewall, scenarioTest } from 'halfopen'

const program = `node ${import.meta.dirname}/programs/datagrams.mjs`
const incident = {
  server: command(`${program} server {host} {port} 60000`, { protocol: 'udp', ready: /listening/ }),
  fault: idleFirewall({ idle: '30s' }),
  planes: ['netns'],
  clock: 'virtual',
} as const
const listener = (keepMs: number) => command(`${program} listener {host} {port} ${keepMs} 90000`, { protocol: 'udp' })

scenarioTest('a listener that says nothing misses the news of each minute behind a firewall that forgets after 30 s', {
  ...incident,
  client: listener(0),
  bounds: { detectedBy: 'client-app', within: '3min' },
})

scenarioTest('one that says a word every 20 s misses none', {
  ...incident,
  client: listener(20_000),
  bounds: { undetectedBy: 'client-app', for: '10min' },
})
