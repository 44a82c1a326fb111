// The script of the guest that runs before all others: what most of them will call is called in it, and so is compiled.
import { powerOff } from '../faults/power-off.ts'
import type { Script } from '../model/scenario.ts'
import type { Command, SubjectSpec } from '../model/subject.ts'

const server: SubjectSpec = {
  name: 'echo',
  command: node(
    "require('net').createServer(s => s.pipe(s)).listen(+process.argv[2], process.argv[1], () => console.log('listening'))",
    ['{host}', '{port}'],
  ),
  ready: [{ kind: 'line', pattern: { source: '^listening$', flags: '' } }],
  says: {},
  settings: {},
}

const client: SubjectSpec = {
  name: 'waiting',
  command: node(
    "require('net').connect(+process.argv[2], process.argv[1]).setKeepAlive(true, 1000)" +
      ".on('data', () => console.log('connected')).on('error', () => console.log('lost')).write('hello')",
    ['{server.host}', '{server.port}'],
  ),
  says: { connected: { source: '^connected$', flags: '' }, lost: { source: '^lost$', flags: '' } },
  settings: {},
  undeclared: true,
}

/** A client waits on its kernel's keepalive, and its server loses its power. On a fixed day: what is compiled depends on none. */
export const firstScript: Script = {
  id: 'boxes/first',
  claim: 'keepalive notices',
  steps: [{ id: 0, atMs: 0, does: powerOff('server') }],
  planes: ['netns'],
  clock: 'virtual',
  startsAt: '2026-01-01T00:00:00.000Z',
  bounds: [{ expect: 'detection', by: 'client-app', since: 0, withinMs: 60_000 }],
  limits: { setupMs: 20_000, settleMs: 0 },
  hosts: [
    { name: 'server', connectsTo: [], listens: true, program: server },
    { name: 'client', connectsTo: ['server'], listens: false, program: client },
  ],
}

function node(code: string, args: readonly string[]): Command {
  return { file: process.execPath, args: ['-e', code, ...args] }
}
