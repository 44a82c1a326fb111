// https://github.com/linkerd/linkerd2/issues/13023, https://github.com/istio/istio/issues/33466: keepalive of an application ends at the proxy beside
// it, and a node that is lost behind that is not noticed. The proxy has to do it itself.
import { command, powerOff, scenarioTest } from 'halfopen'
import { pg, postgres } from 'halfopen/subjects'

const haproxy = (...lines: readonly string[]) =>
  command('/usr/sbin/haproxy -db -f {dir}/haproxy.cfg', {
    needs: { '/usr/sbin/haproxy': 'haproxy' },
    files: {
      'haproxy.cfg': [
        ...['defaults', '  mode tcp', '  timeout connect 5s', '  timeout client 24h', '  timeout server 24h'],
        ...[
          'listen db',
          '  bind {host}:{port}',
          ...lines.map(line => `  ${line}`),
          '  server db {db.host}:{db.port}',
          '',
        ],
      ].join('\n'),
    },
  })
const incident = (...lines: readonly string[]) =>
  ({
    hosts: {
      db: postgres(),
      proxy: haproxy(...lines),
      app: {
        program: pg.client({ set: { keepAlive: true, keepAliveInitialDelayMillis: 10_000 } }),
        connectsTo: 'proxy',
      },
    },
    fault: powerOff('db'),
    planes: ['netns'],
    clock: 'virtual',
  }) as const

scenarioTest('keepalive of an application behind HAProxy never notices that the database is off', {
  ...incident(),
  bounds: { undetectedBy: 'app-app', for: '3h' },
})

scenarioTest("with srvtcpka HAProxy notices, and closes the application's connection within 27 s", {
  ...incident('option srvtcpka', 'srvtcpka-idle 10s', 'srvtcpka-intvl 5s', 'srvtcpka-cnt 3'),
  bounds: [
    { detectedBy: 'proxy-kernel', within: '26s', code: 'ETIMEDOUT' },
    { detectedBy: 'app-app', within: '27s' },
  ],
})
