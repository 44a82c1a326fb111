// Method: each word that advises an option is provoked twice, by somebody who has not taken it and by somebody who has. A word that is said to
// both would send a reader to what stands in his file already; one that is said to nobody would help nobody.
import { expect, test } from 'vitest'
import { advice } from '../reports/advice.ts'
import { sampleRun } from '../reports/fixtures/sample-report.ts'
import { noMemory } from './boxes/guest/no-memory.ts'
import { programsOf } from './compare/own-programs.ts'
import { command } from './define/command.ts'
import { pairHosts } from './define/hosts.ts'
import { parseSettings } from './define/settings.ts'
import { messageOf } from './kit/errors.ts'
import { patient } from './kit/fixtures/patience.ts'
import type { Host } from './model/host.ts'
import type { Settings } from './model/settings.ts'
import type { SubjectSpec } from './model/subject.ts'
import { Recorder } from './observe/recorder.ts'
import { startProgram } from './planes/launch.ts'
import { beyondDatagrams } from './planes/netns/over-udp.ts'
import { type Missing, unhealthy } from './runtime/unhealthy.ts'

const wire: Missing = { name: 'wire (of a)', of: 'a' }
const heartbeat = { everyMs: 1_000, deadlineMs: 1_000 }

test.for<[option: string, word: string, untaken: Saying, taken: Saying]>([
  ['protocol', 'Over UDP', () => unseen(wire), () => unseen(wire, { protocol: 'udp' })],
  ['protocol of the server', 'Over UDP', () => unseen(wire), () => unseen(wire, {}, { protocol: 'udp' })],
  ['connected', '`connected`', () => unseen({ name: 'a-app', of: 'a', speaks: true }), () => unseen(wire)],
  ['{host}:{port}, of who is connected', '"b"', () => unseen({ ...wire, of: 'b' }), () => unseen(wire)],
  ['memory', "memory: '512MB'", () => starved(), () => starved(2_048)],
  ['memory, which is too little', 'give them more', () => starved(2_048), () => starved()],
  ['{port}', 'Let its command use {port}', async () => taken('7000'), async () => taken('{port}')],
  [
    "settings: 'linux'",
    "settings: 'linux'",
    () => notApplied('off', 'keepalive=60/10/6'),
    () => notApplied('linux', 'heartbeat=10s/5s'),
  ],
  ['heartbeat', 'add a heartbeat', () => tryNext({}), () => tryNext({ heartbeat: { everyMs: 60_000 } })],
  [
    'heartbeat, which is too slow',
    'make its heartbeat',
    () => tryNext({ heartbeat: { everyMs: 60_000 } }),
    () => tryNext({ heartbeat }),
  ],
  ['shell', 'Set shell: true', () => refused('a | b'), () => refused('a | b', true)],
])('%s is not advised to who has it', async ([, word, untaken, taken]) => {
  expect(await untaken()).toContain(word)
  expect((await taken()) ?? '').not.toContain(word)
})

test('and that a program has to say that it speaks UDP is said of those that a fault strikes', () => {
  const fault = { kind: 'idle-firewall', idleMs: 30_000, onNextPacket: 'drop', box: 'linux-conntrack-udp' } as const
  const hosts = [host('db'), host('a', {}, 'db'), host('clock'), host('b', { protocol: 'udp' }, 'clock')]
  const struck = (between: readonly [string, string]) =>
    beyondDatagrams({ hosts, steps: [{ does: { ...fault, between } }] })
  expect(struck(['a', 'db'])).toContain("no program that it strikes says that it speaks it: protocol: 'udp'")
  expect(struck(['b', 'clock'])).toBeUndefined()
})

type Saying = () => string | undefined | Promise<string | undefined>

function unseen(missing: Missing, a: Partial<SubjectSpec> = {}, db: Partial<SubjectSpec> = {}): string {
  return unhealthy([host('db', db), host('a', a, 'db'), host('b', {}, 'db')], [missing], {
    lines: { all: [], lastWords: () => undefined },
    cuts: [],
  }).message
}

function starved(memoryMb?: number): string {
  return noMemory('java', memoryMb === undefined ? {} : { memoryMb }).message
}

/** A server whose port somebody else has. */
async function taken(port: string): Promise<string> {
  const command = { file: 'sh', args: ['-c', 'echo "address already in use" >&2; exit 1', 'sh', port] }
  const at = { host: '127.0.0.1', port: 7_000 }
  const addresses = { own: at, self: at, of: () => at }
  return await startProgram(host('db', { command }), addresses, new Recorder(), patient()).then(
    () => 'it started',
    messageOf,
  )
}

function notApplied(own: string, wanted: string): string | undefined {
  const hosts = pairHosts({ client: command('app', { settings: own }), server: command('db', { ready: /up/ }) })
  const programs = programsOf({ hosts, bounds: [{ expect: 'silence', by: 'client-app', since: 0, forMs: 1 }] })
  return refusal(() => programs({ settings: parseSettings(wanted), spec: { fault: { kind: 'none' } } }))
}

function tryNext(settings: Settings): string | undefined {
  return advice(
    sampleRun({
      id: 'x/y',
      claim: 'a client notices within 10 s',
      fault: { kind: 'black-hole', toward: 'both' },
      bounds: [{ expect: 'detection', by: 'client-app', since: 0, withinMs: 10_000 }],
      settings,
      watchedMs: 12_000,
      seen: [],
    }),
  )
}

function refused(line: string, shell = false): string | undefined {
  return refusal(() => command(line, { shell }))
}

function refusal(work: () => unknown): string | undefined {
  try {
    work()
    return undefined
  } catch (thrown) {
    return messageOf(thrown)
  }
}

function host(name: string, program: Partial<SubjectSpec> = {}, ...connectsTo: string[]): Host<SubjectSpec> {
  const spec = { name, command: { file: name, args: [] }, says: {}, settings: {}, ...program }
  return { name, program: spec, connectsTo, listens: connectsTo.length === 0 }
}
