import { command, powerOff, scenarioTest } from 'halfopen'

const cwd = `${import.meta.dirname}/..` // so that it does not matter where it is run
const server = command('python3 server.py {host} {port}', { cwd, ready: /^listening/ })
const client = (seconds: number) =>
  command(`python3 client.py {host} {port} ${seconds}`, {
    cwd,
    connected: /^connected/,
    lost: /^lost: (?<code>\w+)/,
    recovered: /^back/,
  })

scenarioTest('http.client without a timeout waits a quarter of an hour for a server that is switched off', {
  server,
  client: client(0),
  state: 'data-in-flight',
  fault: powerOff('server'),
  clock: 'virtual', // a quarter of an hour takes a second
  bounds: { detectedBy: 'client-app', within: '17min', notBefore: '15min', code: 'TimeoutError' },
})

scenarioTest('with timeout=5 it notices within 6 s', {
  server,
  client: client(5),
  state: 'data-in-flight',
  fault: powerOff('server'),
  bounds: { detectedBy: 'client-app', within: '6s', code: 'TimeoutError' },
})
