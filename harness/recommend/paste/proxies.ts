// Proxies: a client's own keepalive ends at the proxy, so the way behind it needs its own.
import type { Given, Paste } from './paste.ts'

/** Toward servers, and where it can be told, toward clients. */
export function proxies({ idleS, intervalS, count, userTimeoutMs }: Given): readonly Paste[] {
  return [
    {
      program: 'HAProxy',
      version: '2.3, in a backend; clitcpka-* and bind ... tcp-ut toward clients',
      lines: [
        'option srvtcpka',
        `srvtcpka-idle ${idleS}s`,
        `srvtcpka-intvl ${intervalS}s`,
        `srvtcpka-cnt ${count}`,
        ...(userTimeoutMs === undefined ? [] : [`server NAME ADDRESS:PORT tcp-ut ${userTimeoutMs}ms`]),
      ],
      ...(userTimeoutMs === undefined
        ? {}
        : { note: 'tcp-ut on every server line: default-server takes it without a word, and no socket has it (2.6).' }),
      source: 'https://docs.haproxy.org/dev/configuration.html#4.2-srvtcpka-idle',
    },
    {
      program: 'nginx',
      version: '1.15.6',
      lines: [`listen 443 ssl so_keepalive=${idleS}s:${intervalS}s:${count};`, 'proxy_socket_keepalive on;'],
      note: `Toward servers it has the switch only, and the numbers are the kernel's: set the sysctls.${userTimeoutMs === undefined ? '' : ' It has no TCP_USER_TIMEOUT: proxy_read_timeout and proxy_send_timeout.'}`,
      source: 'https://nginx.org/en/docs/http/ngx_http_core_module.html#listen',
    },
    {
      program: 'Envoy',
      version: 'v3, in a cluster',
      lines: [
        `upstream_connection_options: { tcp_keepalive: { keepalive_time: ${idleS}, keepalive_interval: ${intervalS}, keepalive_probes: ${count} } }`,
        ...(userTimeoutMs === undefined
          ? []
          : [
              `upstream_bind_config: { socket_options: [{ description: TCP_USER_TIMEOUT, level: 6, name: 18, int_value: ${userTimeoutMs}, state: STATE_PREBIND }] }`,
            ]),
      ],
      source:
        'https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/core/v3/address.proto#config-core-v3-tcpkeepalive',
    },
  ]
}
