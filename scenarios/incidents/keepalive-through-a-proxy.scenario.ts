// https://github.com/linkerd/linkerd2/issues/13023, https://github.com/istio/istio/issues/33466: keepalive of an application ends at the proxy beside
// it, and a node that is lost behind that is not noticed, or after 15 minutes where something was asked. The proxy has to do it itself: by keepalive of its
// own where nobody asks, by TCP_USER_TIMEOUT where somebody does.
import { command, powerOff, scenarioTest } from 'halfopen'
import { pg, postgres } from 'halfopen/subjects'

const haproxy = (lines: readonly string[], userTimeout: string) =>
  command('/usr/sbin/haproxy -db -f {dir}/haproxy.cfg', {
    needs: { '/usr/sbin/haproxy': 'haproxy' },
    files: {
      'haproxy.cfg': [
        ...['defaults', '  mode tcp', '  timeout connect 5s', '  timeout client 24h', '  timeout server 24h'],
        ...[
          'listen db',
          '  bind {host}:{port}',
          ...lines.map(line => `  ${line}`),
          `  server db {db.host}:{db.port}${userTimeout}`,
          '',
        ],
      ].join('\n'),
    },
  })
const set = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 }
const incident = ({ lines = [], userTimeout = '', asks = false }: Ways = {}) =>
  ({
    hosts: {
      db: postgres(),
      proxy: haproxy(lines, userTimeout),
      app: { program: pg.client({ asks, set }), connectsTo: 'proxy' },
    },
    fault: powerOff('db'),
    planes: ['netns'],
    clock: 'virtual',
  }) as const

interface Ways {
  readonly lines?: readonly string[]
  readonly userTimeout?: string
  readonly asks?: boolean
}

scenarioTest('keepalive of an application behind HAProxy never notices that the database is off', {
  ...incident(),
  bounds: { undetectedBy: 'app-app', for: '3h' },
})

scenarioTest("with srvtcpka HAProxy notices, and closes the application's connection within 27 s", {
  ...incident({ lines: ['option srvtcpka', 'srvtcpka-idle 10s', 'srvtcpka-intvl 5s', 'srvtcpka-cnt 3'] }),
  bounds: [
    { detectedBy: 'proxy-kernel', within: '26s', code: 'ETIMEDOUT' },
    { detectedBy: 'app-app', within: '27s' },
  ],
})

scenarioTest('an application that asks through HAProxy waits for a quarter of an hour', {
  ...incident({ asks: true }),
  bounds: [
    { detectedBy: 'proxy-kernel', within: '17min', notBefore: '15min', code: 'ETIMEDOUT' },
    { detectedBy: 'app-app', within: '17min', notBefore: '15min' },
  ],
})

scenarioTest('with tcp-ut 25s HAProxy closes its connection within 28 s', {
  ...incident({ asks: true, userTimeout: ' tcp-ut 25s' }),
  bounds: [
    { detectedBy: 'proxy-kernel', within: '28s', notBefore: '25s', code: 'ETIMEDOUT' },
    { detectedBy: 'app-app', within: '28s' },
  ],
})
