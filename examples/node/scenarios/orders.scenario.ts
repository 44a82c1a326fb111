import { command, powerOff, scenarioTest } from 'halfopen'

const cwd = `${import.meta.dirname}/..` // so that it does not matter where it is run
const server = command('node server.mjs {host} {port}', { cwd, ready: /^listening/ })
const client = (limitMs: number) =>
  command(`node client.mjs http://{host}:{port}/ ${limitMs}`, {
    cwd,
    connected: /^connected/,
    lost: /^lost: (?<code>\w+)/,
    recovered: /^back/,
  })

scenarioTest('fetch without a limit waits five minutes for a server that is switched off', {
  server,
  client: client(0),
  state: 'data-in-flight',
  fault: powerOff('server'),
  clock: 'virtual', // five minutes take a second
  bounds: { detectedBy: 'client-app', within: '6min', notBefore: '5min' },
})

scenarioTest('with AbortSignal.timeout it notices within 6 s', {
  server,
  client: client(5_000),
  state: 'data-in-flight',
  fault: powerOff('server'),
  bounds: { detectedBy: 'client-app', within: '6s', code: 'TimeoutError' },
})
