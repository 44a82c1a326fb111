// How long ZEO keeps the session of a client that vanished, and its commit lock, without which nobody commits. Its server never asks whether a client is
// there, and its sockets have no keepalive. https://zeo.readthedocs.io/en/latest/server.html
import { powerOff, scenarioTest } from 'halfopen'
import { zeoReader, zeoServer } from 'halfopen/subjects'
import { vanishing } from './locks.ts'

const changesEvery = '24h'
const limited = zeoServer({ changesEvery, transactionTimeout: '30s' })

scenarioTest('ZEO keeps a vanished client and its commit lock for ever', {
  ...vanishing(zeoServer({ changesEvery }), zeoReader(), 'zeo_lock.py'),
  bounds: [
    { undetectedBy: 'server-app', for: '3h' },
    { undetectedBy: 'waiter-app', for: '3h' },
  ],
})

// ZEO 6.2 closes the connection, and closed ones are no longer told to let go (ServerProtocol.connection_lost): until it is restarted nobody commits.
scenarioTest('transaction-timeout ends that client after half a minute, and nobody has its lock', {
  ...vanishing(
    { ...limited, says: { ...limited.says, lost: { source: 'Transaction timeout after', flags: '' } } },
    zeoReader(),
    'zeo_lock.py',
  ),
  control: false, // a living client is ended as well: it is a limit, and no detection
  bounds: [
    { detectedBy: 'server-app', within: '31s', notBefore: '25s' },
    { undetectedBy: 'waiter-app', for: '3h' },
  ],
})

scenarioTest('ZEO hears of a vanished client when it has told it of changes for a quarter of an hour', {
  server: zeoServer(),
  client: zeoReader(),
  fault: powerOff('client'),
  planes: ['netns'],
  clock: 'virtual',
  bounds: [
    { detectedBy: 'server-kernel', within: '17min', notBefore: '15min', code: 'ETIMEDOUT' },
    { detectedBy: 'server-app', within: '17min', notBefore: '15min' },
  ],
})
