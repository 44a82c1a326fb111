// https://github.com/nature-lang/nature/issues/300, https://github.com/valkey-io/libvalkey/pull/299: the connection is accepted, and the TLS handshake is
// never answered. A connect timeout that ends with the connection does not cover it.
import { command, frozenPeer, scenarioTest } from 'halfopen'

const programs = `${import.meta.dirname}/programs`
const incident = {
  server: command(`node ${programs}/tls-server.mjs {host} {port} {dir}`, {
    ready: /listening/,
    before:
      'openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout {dir}/key -out {dir}/certificate -days 2 -subj /CN=server',
    needs: { openssl: 'openssl' },
  }),
  fault: frozenPeer('server'),
  planes: ['netns'],
  clock: 'virtual',
} as const
const client = (limitMs: number) => command(`node ${programs}/tls-client.mjs {host} {port} ${limitMs}`)

scenarioTest('a client of TLS as it comes waits for the handshake of a frozen server for ever', {
  ...incident,
  client: client(0),
  bounds: { undetectedBy: 'client-app', for: '3h' },
})

scenarioTest('with a limit of 5 s for the handshake it is told within 17 s', {
  ...incident,
  client: client(5_000),
  bounds: { detectedBy: 'client-app', within: '17s' },
})
