// https://github.com/cloudamqp/amqp-client.js/issues/95: a heartbeat is agreed on, the server's cable is pulled, and the connection hangs for ever:
// heartbeats were answered, and missed by nobody. https://github.com/cloudamqp/amqp-client.js/pull/132 misses them.
import { command, powerOff, scenarioTest } from 'halfopen'
import { amqplib, built } from 'halfopen/subjects'

const library = built(`${import.meta.dirname}/programs/cloudamqp/package.json`, folder => {
  const install = 'npm ci --no-audit --no-fund --ignore-scripts'
  return ['/bin/sh', '-c', `cp *.json *.mjs "${folder}" && cd "${folder}" && ${install}`]
})
const client = (release: 'reported' | 'mended') => ({
  ...command(`node ${library.folder}/client.mjs {host} {port} ${release}`, {
    name: 'amqp-client',
    connected: /^connected$/,
    lost: /^lost: (?<code>.*)/,
    needs: { npm: 'npm' },
  }),
  prepare: library.prepare,
})
const incident = {
  server: amqplib.server(),
  fault: powerOff('server'),
  planes: ['netns'],
  clock: 'virtual',
} as const

scenarioTest('amqp-client 3.0.0 is not told for an hour that RabbitMQ has gone, for all its heartbeat of 60 s', {
  ...incident,
  client: client('reported'),
  bounds: { undetectedBy: 'client-app', for: '1h' },
})

scenarioTest('3.4.1 is told within 61 s', {
  ...incident,
  client: client('mended'),
  bounds: { detectedBy: 'client-app', within: '61s', code: 'Heartbeat timeout' },
})
