// Method: of two pairs of programs a fault strikes one, in a guest for all of them. What is demanded of the other pair shows nothing, and a harness that
// looked at its silence alone would call it a FAIL; the struck pair beside it passes the same demand.
import { expect, test } from 'vitest'
import { boxes } from '../boxes/boxes.ts'
import { recordInBox } from '../boxes/record-in-box.ts'
import { command } from '../define/command.ts'
import { parseScenario, type ScenarioSpec } from '../define/scenario.ts'
import {
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
import type { FaultOn } from '../faults/all.ts'
import type { Run } from '../model/report.ts'
import { asScript } from '../model/scenario.ts'
import { planes } from '../planes/all.ts'
import { longestMs } from '../runtime/limits.ts'
import { judged } from '../verdict/verdicts.ts'

const memory = '16MB' as const
const refusal = (await boxes.virtual.refusal())?.reason
const far = { between: ['far', 'b'] } as const

type Struck = FaultOn<'a' | 'b' | 'near' | 'far'>

const cases: readonly (readonly [name: string, fault: Struck, why: string])[] = [
  ['a host', powerOff('b'), 'went through b, which was switched off'],
  ['a host, suspended', suspend('b'), 'went through b, which was suspended'],
  ['a host, stopped', frozenPeer('b'), 'went through b, which was stopped'],
  ['a host, killed', processKill('b'), 'went through b, which was killed'],
  ['a cable', linkDown('b'), 'went through b, which was cut off'],
  ['the way to a host', blackHole({ toward: 'b' }), 'went to b or from it, where black-hole struck'],
  ['a path', blackHole(far), 'went between far and b, where black-hole struck'],
  ['a refused path', reject('reset', far), 'went between far and b, where reject struck'],
  ['a path that is reset', reset(far), 'went between far and b, where connection-reset struck'],
  ['a slow path', slow({ delay: '5s', ...far }), 'went between far and b, where slow struck'],
  ['a port', blackHole({ port: 7_777 }), 'went to port 7777, where black-hole struck'],
  ['a connection', blackHole({ ...far, connection: 'oldest' }), 'is connection 2, the only one that black-hole struck'],
]
const ofNames: typeof cases = [
  ['who asks', dnsBlackHole(), 'near did not ask for a name while that was so'],
  ['who asks for a name', moveName('b.test', 'a'), 'near did not ask for b.test once it had moved'],
]

test.skipIf(refusal !== undefined)(
  'a fault of somebody else is none of a bystander, whatever its address',
  { timeout: 240_000 },
  async () => {
    const scenarios = [...cases, ...ofNames].map(([name, fault], at) => scenarioOf(`${at}`, name, fault))
    const [first, ...others] = scenarios
    if (!first) throw new Error('there are cases')
    const scripts = [asScript(first), ...others.map(asScript)] as const
    const never = new AbortController().signal
    const records = await recordInBox(boxes.virtual, scripts, 'netns', longestMs(first), never)
    const runs = scenarios.flatMap((scenario, at) => {
      const record = records[at]
      return record ? [judged(scenario, record, planes.netns.tolerance)] : []
    })
    expect(runs.map(found)).toEqual(
      [...cases, ...ofNames].map(([name, , why]) => {
        const reason = ofNames.some(one => one[0] === name) ? why : `nothing of this connection ${why}`
        return [name, ['inconclusive', reason], ['pass', reason], ['pass']]
      }),
    )
  },
)

function found({ claim, bounds }: Run) {
  return [claim, ...bounds.map(({ verdict }) => [verdict.status, ...('reason' in verdict ? [verdict.reason] : [])])]
}

function scenarioOf(id: string, name: string, fault: Struck) {
  const asks = fault.kind === 'dns-black-hole' || fault.kind === 'name-move'
  const struckAtPort = 'port' in fault
  const echo = (port: string) => command(['python3', '-c', server, port], { name: 'echo', ready: /ready/, memory })
  const says = { connected: /^connected$/, lost: /^lost$/, memory }
  const spec: ScenarioSpec<'a' | 'b' | 'near' | 'far'> = {
    hosts: {
      a: echo('{port}'),
      b: echo(struckAtPort ? '7777' : '{port}'),
      near: command(['python3', '-c', client, '{a.host}', '{a.port}'], { name: 'near', ...says }),
      far: asks
        ? command(['python3', '-c', asker, '{b.host}', '{b.port}'], { name: 'far', ...says })
        : command(['python3', '-c', client, '{b.host}', struckAtPort ? '7777' : '{b.port}'], { name: 'far', ...says }),
    },
    ...(asks ? { names: { 'b.test': { is: 'b' } } } : {}),
    fault,
    bounds: [
      { detectedBy: 'near-app', within: '4s' },
      { undetectedBy: 'near-app', for: '4s' },
      { detectedBy: 'far-app', within: '4s' },
    ],
    control: false,
  }
  return parseScenario(`bystander/${id}`, name, spec, ['netns'])
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
import socket, sys, time
s = socket.create_connection((sys.argv[1], int(sys.argv[2])))
try:
    first = socket.gethostbyname('b.test')
    while socket.gethostbyname('b.test') == first:
        print('connected', flush=True)
        time.sleep(.5)
except OSError: pass
print('lost', flush=True)
time.sleep(60)
`
