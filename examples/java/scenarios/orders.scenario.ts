import { command, type Program, powerOff, scenarioTest } from 'halfopen'
import { built } from 'halfopen/subjects'

// Compiled before the scenarios begin, and again only when its source has changed.
const orders = built(`${import.meta.dirname}/../Orders.java`, out => ['javac', '-d', out, 'Orders.java'])
const program = (line: string, options: Parameters<typeof command>[1]): Program => ({
  ...command(`java -Xint -XX:+UseSerialGC -Xmx64m -cp ${orders.folder} Orders ${line}`, {
    needs: { java: 'default-jre-headless', javac: 'default-jdk-headless' },
    memory: '256MB',
    ...options,
  }),
  prepare: orders.prepare,
})

const server = program('server {host} {port}', { ready: /^listening/ })
const client = (seconds: number) =>
  program(`client http://{host}:{port}/ ${seconds}`, { connected: /^connected/, lost: /^lost: /, recovered: /^back/ })

scenarioTest('HttpClient as it comes waits a quarter of an hour for a server that is switched off', {
  server,
  client: client(0),
  state: 'data-in-flight',
  fault: powerOff('server'),
  clock: 'virtual', // a quarter of an hour takes a second
  bounds: { detectedBy: 'client-app', within: '20min', notBefore: '15min' },
})

scenarioTest('with a timeout of 5 s for each request it notices within 6 s', {
  server,
  client: client(5),
  state: 'data-in-flight',
  fault: powerOff('server'),
  bounds: { detectedBy: 'client-app', within: '6s' },
})
