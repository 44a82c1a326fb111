// How long RabbitMQ keeps the connection of a client that vanished, its exclusive queue and what it had not acknowledged. It proposes a heartbeat of
// 60 s, looks once in each such time, and gives up at the second that nothing came in: two to three after the last word, and a word comes in each half
// of one. https://www.rabbitmq.com/docs/heartbeats
import { scenarioTest } from 'halfopen'
import { pika, rabbitmq } from 'halfopen/subjects'
import { vanishing } from './locks.ts'

const says = {
  connected: { source: 'authenticated and granted access', flags: '' },
  lost: { source: 'missed heartbeats from client', flags: '' },
}
const vanished = (...set: readonly string[]) =>
  vanishing({ ...rabbitmq(...set), says }, pika.client(), 'rabbitmq_lock.py')

scenarioTest("RabbitMQ keeps a vanished client's exclusive queue and its messages for up to three minutes", {
  ...vanished(),
  bounds: [
    { detectedBy: 'server-app', within: '181s', notBefore: '90s' },
    { detectedBy: 'waiter-app', within: '185s', notBefore: '90s', code: 'LOCK_FREE' },
  ],
})

scenarioTest('RabbitMQ gives them to others within half a minute where it proposes a heartbeat of 10 s', {
  ...vanished('{heartbeat, 10}'),
  bounds: [
    { detectedBy: 'server-app', within: '31s', notBefore: '15s' },
    { detectedBy: 'waiter-app', within: '35s', notBefore: '15s', code: 'LOCK_FREE' },
  ],
})
