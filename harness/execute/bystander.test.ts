// Method: one client stands by while faults of every address strike pairs of others, all in one run. What is demanded of it shows nothing, and a harness
// that looked at its silence alone would call it a FAIL; of each pair that was struck the same demand is met.
import { expect, test } from 'vitest'
import { boxes } from '../boxes/boxes.ts'
import { command } from '../define/command.ts'
import { parseScenario } from '../define/scenario.ts'
import {
  at,
  blackHole,
  dnsBlackHole,
  frozenPeer,
  linkDown,
  moveName,
  powerOff,
  processKill,
  reject,
  reset,
  slow,
  suspend,
} from '../entry/halfopen.ts'
import type { Fault } from '../faults/all.ts'
import { planes } from '../planes/all.ts'
import { runScenario } from './run-scenario.ts'

const refusal = (await boxes.virtual.refusal())?.reason

type Case = readonly [strike: (server: string, client: string) => Fault, why: RegExp]

/** Each strikes a pair of its own. */
const cases: readonly (readonly Case[])[] = [
  [
    [server => powerOff(server), /^nothing of this connection went through b0, which was switched off$/],
    [server => suspend(server), /through b1, which was suspended$/],
    [server => frozenPeer(server), /through b2, which was stopped$/],
    [server => processKill(server), /through b3, which was killed$/],
    [server => linkDown(server), /through b4, which was cut off$/],
  ],
  [
    [server => blackHole({ toward: server }), /went to b0 or from it, where black-hole struck$/],
    [(...between) => blackHole({ between }), /went between b1 and far1, where black-hole struck$/],
    [(...between) => reject('reset', { between }), /went between b2 and far2, where reject struck$/],
    [(...between) => reset({ between }), /went between b3 and far3, where connection-reset struck$/],
    [(...between) => slow({ delay: '5s', between }), /went between b4 and far4, where slow struck$/],
  ],
  [
    [() => blackHole({ port: atPort }), /^nothing of this connection went to port 7777, where black-hole struck$/],
    [(...between) => blackHole({ between, connection: 'oldest' }), /by connection \d+, the only one that black-hole /],
    [server => moveName('b.test', server), /^near did not ask for b.test once it had moved$/],
    [() => dnsBlackHole(), /^near did not ask for a name while that was so$/],
  ],
]
const atPort = 7_777

test.skipIf(refusal !== undefined).for(cases)(
  'a fault of somebody else is none of a bystander, whatever its address: %j',
  { timeout: 300_000 },
  async struck => {
    const numbers = [...struck.keys()]
    const pairs = struck.flatMap(([strike], n) => {
      const fault = strike('x', 'y')
      const port = 'port' in fault ? String(atPort) : `{port}`
      const name = fault.kind === 'name-move' ? 'b.test' : 'c.test'
      const code = fault.kind === 'name-move' || fault.kind === 'dns-black-hole' ? asker : client
      return [
        [`b${n}`, echo(port)],
        [`far${n}`, running(code, `{b${n}.host}`, port === '{port}' ? `{b${n}.port}` : port, name)],
      ] as const
    })
    const scenario = parseScenario<string>(
      'bystander',
      'it stands by',
      {
        hosts: { a: echo('{port}'), ...Object.fromEntries(pairs), near: running(client, '{a.host}', '{a.port}') },
        names: { 'b.test': { is: 'a' }, 'c.test': { is: 'a' } },
        faults: struck.map(([strike], n) => at(`${n * 700}ms`, strike(`b${n}`, `far${n}`))),
        bounds: numbers.flatMap(since => [
          { detectedBy: 'near-app', within: '4s', since } as const,
          { undetectedBy: 'near-app', for: '4s', since } as const,
          { detectedBy: `far${since}-app`, within: '4s', since } as const,
        ]),
        control: false,
      },
      ['netns'],
    )
    const { error, bounds } = await runScenario(scenario, planes.netns, 'virtual', new AbortController().signal)
    expect(error).toBeUndefined()
    expect(bounds.map(({ verdict }) => verdict)).toEqual(
      struck.flatMap(([, why]) => {
        const reason = expect.stringMatching(why)
        return [{ status: 'inconclusive', reason }, { status: 'pass', reason }, { status: 'pass' }]
      }),
    )
  },
)

function echo(port: string) {
  return command(['python3', '-c', server, port], { name: 'echo', ready: /ready/, memory: '12MB' })
}

function running(code: string, ...args: readonly string[]) {
  const says = { connected: /^connected$/, lost: /^lost$/, memory: '12MB' } as const
  return command(['python3', '-c', code, ...args], says)
}

const server = `
import socketserver, sys
class Echo(socketserver.BaseRequestHandler):
    def handle(self):
        while data := self.request.recv(100): self.request.sendall(data)
socketserver.ThreadingTCPServer.allow_reuse_address = True
echo = socketserver.ThreadingTCPServer(('0.0.0.0', int(sys.argv[1])), Echo)
print('ready', flush=True)
echo.serve_forever()
`
const client = `
import socket, sys, time
s = socket.create_connection((sys.argv[1], int(sys.argv[2])))
s.settimeout(2)
try:
    while True:
        s.sendall(b'x')
        if s.recv(1) == b'': break
        print('connected', flush=True)
        time.sleep(.5)
except OSError: pass
print('lost', flush=True)
time.sleep(60)
`
const asker = `
import os, socket, sys, time
os.environ['RES_OPTIONS'] = 'timeout:1 attempts:1'
s = socket.create_connection((sys.argv[1], int(sys.argv[2])))
try:
    first = socket.gethostbyname(sys.argv[3])
    while socket.gethostbyname(sys.argv[3]) == first:
        print('connected', flush=True)
        time.sleep(.5)
except OSError: pass
print('lost', flush=True)
time.sleep(60)
`
