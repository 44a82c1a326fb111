// Method: redis-py under its line to paste and under the same line without what silences its retries, after one power-off each, in a guest of its own:
// its socket knows as soon in both, so that whoever asked the socket would call both proved.
import { describe, expect, test } from 'vitest'
import { boxes } from '../boxes/boxes.ts'
import { asked, recommended } from '../recommend/fixtures/requirements.ts'
import { pastesFor } from '../recommend/paste/all.ts'
import type { Paste } from '../recommend/paste/paste.ts'
import { onePacketMs } from '../recommend/requirements.ts'
import { notInstalled } from '../runtime/not-installed.ts'
import { clientKinds } from '../subjects/clients/all.ts'
import { redisPy } from '../subjects/clients/redis-py.ts'
import { proveSubjects } from './prove-subjects.ts'

const found = recommended({ ...asked('30s'), tolerateMs: onePacketMs })
const pastes = pastesFor(found.settings, found.requirements)
const never = new AbortController().signal

test('each line to try names a subject of the league, which takes its options', () => {
  const tried = pastes.flatMap(({ subject }) => subject ?? [])
  const kinds = tried.map(({ client }) => clientKinds.find(({ id }) => id === client))
  expect(kinds.filter(kind => kind === undefined)).toEqual([])
  expect(kinds.length).toBeGreaterThan(10)
  expect(() => kinds.map((kind, i) => kind?.client({ set: tried[i]?.set ?? {} }))).not.toThrow()
})

test('a program without a subject, without lines, or in real time is said not to be tried', async () => {
  const [go, redis] = [named('Go'), named('redis-py')]
  const { subject: _, ...lineless } = { ...redis, lines: [] }
  const virtual = { phases: 1, clock: 'virtual' } as const
  const [none, noLines] = await proveSubjects([go, lineless], found, virtual, { signal: never })
  const [real] = await proveSubjects([redis], found, { phases: 1, clock: 'real' }, { signal: never })
  expect([none, noLines, real].map(one => one?.untried)).toEqual([
    'no subject has its library',
    'it has no lines that would do',
    'its library is tried in virtual time alone',
  ])
})

const lacking = (await boxes.virtual.refusal())?.reason ?? notInstalled([redisPy.server(), redisPy.client()])

describe.skipIf(lacking !== undefined)(`redis-py (${lacking ?? 'ready'})`, { timeout: 240_000 }, () => {
  test('is told in time as its line has it, and refutes the same line where it may try again in silence', async () => {
    const line = named('redis-py')
    const { retry: _, ...silent } = { retry: undefined, ...line.subject?.set }
    const pasted = await told(line)
    const retrying = await told({ ...line, subject: { client: 'redis-py', set: silent } })
    expect([pasted.doubts, retrying.doubts]).toEqual([[], []])
    expect([pasted.late, retrying.late]).toEqual([[], ['late']])
    expect(pasted.slowestMs).toBeGreaterThan(18_000)
    expect(retrying.slowestMs).toBeGreaterThan(35_000)
  })
})

/** After the first of all faults: a power-off while it is idle. */
async function told(paste: Paste) {
  const shard = { index: 1, count: 14 }
  const [one] = await proveSubjects([paste], found, { phases: 1, clock: 'virtual' }, { signal: never, shard })
  expect(one?.proof?.measurements.map(({ fault, state }) => [fault.kind, state])).toEqual([['power-off', 'idle']])
  const { failures = [], doubts = [], slowestMs } = one?.proof ?? {}
  return { late: failures.map(({ why }) => why), doubts: doubts.map(({ measurement }) => measurement.found), slowestMs }
}

function named(name: string): Paste {
  const paste = pastes.find(({ program }) => program === name)
  if (!paste) throw new Error(`nothing for ${name}`)
  return paste
}
