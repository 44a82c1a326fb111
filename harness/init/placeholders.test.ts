import { expect, test } from 'vitest'
import { withPlaceholders } from './placeholders.ts'

test.for([
  [
    'the port that both name, and this machine beside it',
    'node db.js --port 5432',
    'node web.js --db localhost:5432',
    'node db.js --port {port}',
    'node web.js --db {host}:{port}',
  ],
  [
    'an address to listen on as well',
    'python3 server.py 127.0.0.1 8080 --threads 16',
    'python3 client.py http://127.0.0.1:8080/ --threads 16',
    'python3 server.py {host} {port} --threads 16',
    'python3 client.py http://{host}:{port}/ --threads 16',
  ],
  [
    'the longest number in common: a count is none',
    'serve -w 10 --listen [::]:15432',
    'app -w 10 --db [::1]:15432',
    'serve -w 10 --listen {host}:{port}',
    'app -w 10 --db {host}:{port}',
  ],
  ['a port that only one names stays', 'serve', 'app localhost:3000', 'serve', 'app {host}:3000'],
  ['part of a longer number or name is none', 'serve v1.80 port80', 'app 8080', 'serve v1.80 port80', 'app 8080'],
  [
    'what has placeholders stays as it is, the other one too',
    'serve --port {port} --metrics 9090',
    'app localhost:9090',
    'serve --port {port} --metrics 9090',
    'app localhost:9090',
  ],
] as const)('%s', ([, server, client, placedServer, placedClient]) => {
  const { port: _, ...placed } = withPlaceholders({ server, client })
  expect(placed).toEqual({ server: placedServer, client: placedClient })
})
