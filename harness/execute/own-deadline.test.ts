// Method: programs give up a connect into a hole by a deadline of their own of 3 s, the very instant in which their kernel's timer is due for the third
// time, or wait until their kernel does. A harness that goes by the timer alone would take the first for the kernel's word; one that takes no
// socket's end for it would miss the second.
import { expect, test } from 'vitest'
import { boxes } from '../boxes/boxes.ts'
import { command } from '../define/command.ts'
import { parseScenario } from '../define/scenario.ts'
import { blackHole } from '../faults/black-hole.ts'
import { planes } from '../planes/all.ts'
import { runScenario } from './run-scenario.ts'

const limit = { timeout: 180_000 }

const python = `
import select, socket, sys
address = (sys.argv[1], int(sys.argv[2]))
first = socket.create_connection(address)
try: first.recv(1)
except OSError: pass
try: socket.create_connection(address, timeout=3)
except TimeoutError: print('lost', flush=True)
select.select([], [], [])`
const node = `
const address = { host: process.argv[1], port: process.argv[2] }
const again = () => {
  const socket = require('node:net').connect(address).on('error', () => console.log('lost'))
  setTimeout(() => socket.destroy(new Error('3 s are over')), 3_000)
}
require('node:net').connect(address).on('error', () => {}).on('close', again)
setInterval(() => {}, 60_000)`
const patient = node.replace('3_000', '60_000')
const server =
  "require('node:net').createServer(one => one.on('error', () => {})).listen(process.argv[1], '0.0.0.0', () => console.log('ready'))"

const asItComes = {}
const twoTries = { 'net.ipv4.tcp_syn_retries': 1, 'net.ipv4.tcp_syn_linear_timeouts': 0 }

test.for([
  ['Python gives up itself', ['python3', '-c', python], asItComes, 'silent'],
  ['Node gives up itself', ['node', '-e', node], asItComes, 'silent'],
  ['the kernel of Node gives up', ['node', '-e', patient], twoTries, 'detected'],
] as const)('%s after 3 s, and that is whose word it is', limit, async ([, own, sysctls, kind], { skip }) => {
  for (const clock of ['virtual', 'real'] as const) {
    const refusal = await boxes[clock].refusal()
    if (refusal) {
      skip(refusal.reason)
      return
    }
    const spec = {
      server: command(['node', '-e', server, '{port}'], { ready: /ready/ }),
      client: command([...own, '{host}', '{port}'], { lost: /lost/ }),
      state: 'connecting',
      fault: blackHole(),
      network: { sysctls: { client: sysctls } },
      bounds: { undetectedBy: 'client-kernel', for: '4s' },
    } as const
    const scenario = parseScenario('own-deadline', 'gives up', spec, ['netns'])
    const run = await runScenario(scenario, planes.netns, clock, new AbortController().signal)
    const said = run.observations.filter(({ by, kind }) => by === 'client-app' && kind === 'lost')
    expect([run.error, said.length, run.bounds[0]?.outcome?.kind], clock).toEqual([undefined, 1, kind])
  }
})
