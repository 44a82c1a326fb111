// How long nats-server keeps a client that vanished; it has no locks. https://docs.nats.io/running-a-nats-service/configuration#connection-timeouts
import { powerOff, scenarioTest } from 'halfopen'
import { nats, natsServer } from 'halfopen/subjects'

const vanished = { client: nats.client(), fault: powerOff('client'), planes: ['netns'], clock: 'virtual' } as const

const says = {
  connected: { source: 'Client connection created', flags: '' },
  lost: { source: 'Stale Client Connection', flags: '' },
}

scenarioTest('nats-server keeps a vanished client until it has not answered twice in two minutes each', {
  ...vanished,
  server: { ...natsServer('debug: true'), says },
  bounds: { detectedBy: 'server-app', within: '250s', notBefore: '230s' },
})

scenarioTest('nats-server gives a vanished client up after two intervals where ping_interval is 10 s', {
  ...vanished,
  server: { ...natsServer('debug: true', 'ping_interval: "10s"'), says },
  bounds: { detectedBy: 'server-app', within: '30s', notBefore: '15s' },
})
