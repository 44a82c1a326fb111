// HAProxy and nginx in front of web servers, and a client that asks for a page twice a second.
import { command, type Program, run, type SettingsSpec } from 'halfopen'

const at = `${import.meta.dirname}/../programs`

/** A web server whose answer is its address. */
export function web(): Program {
  return command(`node ${at}/web.mjs {host} {port}`, { name: 'web', ready: /listening/ })
}

/** Asks the balancer, and says `lost` after an error, or when no answer has come within the limit. */
export function asker(limitMs: number): Program {
  return command(`node ${at}/asker.mjs {balancer.host} {balancer.port} ${limitMs}`, {
    name: 'asker',
    connected: /^connected/,
    lost: /^lost: (?<detail>.*)/,
    recovered: /^recovered/,
    settings: `keepalive=1/1/10,asks=500ms,request-timeout=${limitMs}ms`, // as an Agent of Node switches it on
  })
}

/** HAProxy in front of hosts by name. `check`: what each server's line says of health checks, and `settings` what these come to. */
export function haproxy(servers: readonly string[], check: string, settings?: SettingsSpec): Program {
  const lines = servers.map(name => `  server ${nameOf(name)} {${name}.host}:{${name}.port} ${check}`)
  return command('/usr/sbin/haproxy -db -f {dir}/haproxy.cfg', {
    needs: { '/usr/sbin/haproxy': 'haproxy' },
    files: {
      'haproxy.cfg': [
        'global',
        '  log stderr format raw local0',
        '  stats socket ipv4@{host}:{port.admin} level admin',
        'defaults',
        '  mode http',
        '  log global',
        '  option httplog',
        '  timeout connect 3s',
        '  timeout server 10s',
        '  timeout client 60s',
        'listen web',
        '  bind {host}:{port}',
        '  balance roundrobin',
        ...lines,
        '',
      ].join('\n'),
    },
    connected: / 200 \d+ /,
    lost: /(?<detail>Server \S+ is DOWN.*| 50\d )/,
    recovered: /Server \S+ is UP/,
    ...(settings === undefined ? {} : { settings }),
  })
}

/** What HAProxy is told to call a host: it takes the rest of a line after # for a comment. */
function nameOf(host: string): string {
  return host.replace('#', '')
}

/** A word with HAProxy at its admin port. `expected`: what its answer has to hold. */
export function tellHaproxy(order: string, expected = '') {
  return run('balancer', ['node', `${at}/haproxy-admin.mjs`, '{host}', '{port.admin}', order, expected])
}

/** nginx in front of hosts by name. `failures`: what each server's line says of them. */
export function nginx(servers: readonly string[], failures: string): Program {
  const lines = servers.map(name => `    server {${name}.host}:{${name}.port} ${failures};`)
  return command('/usr/sbin/nginx -p {dir} -c {dir}/nginx.conf -e stderr', {
    needs: { '/usr/sbin/nginx': 'nginx-light' },
    files: {
      'nginx.conf': [
        'user root;', // as whom it would chown its folders otherwise, there need be nobody
        'daemon off;',
        'master_process off;',
        'pid nginx.pid;',
        'error_log stderr notice;',
        'events {}',
        'http {',
        '  access_log off;',
        '  rewrite_log on;',
        ...['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(of => `  ${of}_temp_path ${of};`),
        '  upstream web {',
        ...lines,
        '  }',
        '  server {',
        '    listen {host}:{port};',
        '    location / {',
        '      rewrite ^ /page break;', // says so of each request: an access log at /dev/stdout is nothing that nginx can open
        '      proxy_pass http://web;',
        '      proxy_connect_timeout 3s;',
        '      proxy_read_timeout 10s;',
        '    }',
        '  }',
        '}',
        '',
      ].join('\n'),
    },
    connected: /rewritten data/,
    lost: /(?<detail>upstream timed out.*)/,
    settings: 'request-timeout=3s',
  })
}
