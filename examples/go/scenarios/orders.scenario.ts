import { command, type Program, powerOff, scenarioTest } from 'halfopen'
import { built } from 'halfopen/subjects'

// Compiled before the scenarios begin, and again only when its source has changed. In a container the checkout is often another user's, of which Git,
// and so Go, would tell no version.
const orders = built(`${import.meta.dirname}/../main.go`, out => [
  'go',
  'build',
  '-buildvcs=false',
  '-o',
  `${out}/orders`,
  '.',
])
const program = (line: string, options: Parameters<typeof command>[1]): Program => ({
  ...command(`${orders.folder}/orders ${line}`, { needs: { go: 'golang-go' }, ...options }),
  prepare: orders.prepare,
})

const server = program('server {host} {port}', { ready: /^listening/ })
const client = (seconds: number) =>
  program(`client http://{host}:{port}/ ${seconds}`, { connected: /^connected/, lost: /^lost: /, recovered: /^back/ })

scenarioTest('http.Client as it comes waits a quarter of an hour for a server that is switched off', {
  server,
  client: client(0),
  state: 'data-in-flight',
  fault: powerOff('server'),
  clock: 'virtual', // a quarter of an hour takes a second
  bounds: { detectedBy: 'client-app', within: '17min', notBefore: '15min' },
})

scenarioTest('with Timeout: 5 * time.Second it notices within 6 s', {
  server,
  client: client(5),
  state: 'data-in-flight',
  fault: powerOff('server'),
  bounds: { detectedBy: 'client-app', within: '6s' },
})
