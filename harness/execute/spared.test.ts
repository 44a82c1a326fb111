// Method: programs of which nothing is declared keep themselves alive behind a firewall, by keepalive alone, in virtual time. A harness that took its own
// probe packet for the fault's bite, or the client's silence for a failing of its own, would call this a FAIL and advise a heartbeat.
import { expect, test } from 'vitest'
import { advice } from '../../reports/advice.ts'
import { boxes } from '../boxes/boxes.ts'
import { command } from '../define/command.ts'
import { parseScenario } from '../define/scenario.ts'
import { idleFirewall } from '../faults/idle-firewall.ts'
import { planes } from '../planes/all.ts'
import { runScenario } from './run-scenario.ts'

const limit = { timeout: 120_000 }
const refusal = (await boxes.virtual.refusal())?.reason

const python = `
import socket, sys
s = socket.create_connection((sys.argv[1], int(sys.argv[2])))
s.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
s.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, 15)
s.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, 15)
s.sendall(b'hello')
s.recv(5)
print('connected', flush=True)
s.recv(5)
print('lost', flush=True)
`
const node = `
const socket = require('node:net').connect({ host: process.argv[1], port: process.argv[2] })
socket.setKeepAlive(true, 15_000).on('connect', () => socket.write('hello')).on('data', () => console.log('connected'))
socket.on('close', () => console.log('lost'))`
const echo =
  "require('node:net').createServer(one => one.pipe(one)).listen(process.argv[1], '0.0.0.0', () => console.log('ready'))"

test.skipIf(refusal !== undefined).for([
  ['Python', ['python3', '-c', python]],
  ['Node', ['node', '-e', node]],
] as const)(
  '%s that keeps itself alive was not to notice anything, and is not told to try',
  limit,
  async ([name, own]) => {
    const spec = {
      server: command(['node', '-e', echo, '{port}'], { ready: /ready/ }),
      client: command([...own, '{host}', '{port}'], { name, connected: /connected/, lost: /lost/ }),
      fault: idleFirewall({ idle: '90s' }),
      bounds: [
        { detectedBy: 'client-app', within: '5min' },
        { undetectedBy: 'client-app', for: '5min' },
      ],
    } as const
    const scenario = parseScenario('spared', 'notices', spec, ['netns'])
    const run = await runScenario(scenario, planes.netns, 'virtual', new AbortController().signal)
    const reason = expect.stringMatching(
      /^kept alive by its own probes every 1[5-6]\.\d s: this firewall never forgets it$/,
    )
    expect(run.bounds.map(({ verdict }) => verdict)).toEqual([
      { status: 'inconclusive', reason },
      { status: 'pass', reason },
    ])
    expect(run.steps[0]?.evidence?.facts).toMatchObject({ forgotten: 0, known: 1, refused: 0, own: 1 })
    expect(advice(run)).toBeUndefined()
  },
)
