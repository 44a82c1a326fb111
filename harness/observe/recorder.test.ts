// What a run may show without end, and what is kept of it: by observers that are played here, without any network.
import { describe, expect, test } from 'vitest'
import type { RunRecord } from '../model/record.ts'
import { Recorder } from './recorder.ts'

const on = { plane: 'netns', clock: 'real' } as const

describe('output', () => {
  test('is kept of each host up to its own number of lines, and from there on that program is unheard', () => {
    const recorder = new Recorder()
    for (let n = 0; n < 20_010; n++) recorder.line('client', 'stdout', 'ten bytes!')
    recorder.line('server', 'stdout', 'ready')
    const { lines, cuts, troubles } = recorder.record(on)
    expect(lines).toHaveLength(20_001)
    expect(cuts).toEqual([
      { by: 'client-app', atMs: expect.any(Number), why: 'its program said more than the 20,000 lines that are kept' },
    ])
    expect(troubles).toEqual(['100 bytes of output of the client were not kept'])
  })

  test('is kept of each host up to 4 MiB, and the rest need not even be read', () => {
    const recorder = new Recorder()
    const line = 'x'.repeat(64 << 10)
    for (let n = 0; n < 64; n++) {
      expect(recorder.isFull('client')).toBe(false)
      recorder.line('client', 'stdout', line)
    }
    expect([recorder.isFull('client'), recorder.isFull('server'), recorder.cuts]).toEqual([true, false, []])
    recorder.skipped('client', 1.2e9)
    const { cuts, troubles } = recorder.record(on)
    expect(cuts.map(({ by, why }) => [by, why])).toEqual([
      ['client-app', 'its program said more than the 4 MiB that are kept'],
    ])
    expect(troubles).toEqual(['1,200 MB of output of the client were not kept'])
  })

  test('of which a line was cut is not known from there on, and what came before and after is there', () => {
    const recorder = new Recorder()
    recorder.line('server', 'stdout', 'before')
    recorder.line('server', 'stdout', 'x', { agoMs: 0, cut: true })
    recorder.kept.rest({ host: 'server', stream: 'stdout' }, { sizeBytes: 31_000_000, ended: false }, 5)
    recorder.line('server', 'stdout', 'after')
    const { cuts, lines } = recorder.record(on)
    expect(lines.map(({ text }) => text)).toEqual(['before', 'x', 'after'])
    expect(cuts).toEqual([
      {
        by: 'server-app',
        atMs: lines[1]?.atMs,
        why: 'of a line of its program ("x ..."), 31 MB long so far, only the first 64 KiB were read',
        line: { sizeBytes: 31_000_001 },
      },
    ])
  })

  test('stands in the order in which it was said, and last words are heard before anything is judged', () => {
    const recorder = new Recorder()
    recorder.lastWords.speaks(() => recorder.line('client', 'stdout', 'lost', { agoMs: 60_000 }))
    recorder.line('client', 'stderr', 'later')
    recorder.judging()
    expect(recorder.record(on).lines.map(({ text }) => text)).toEqual(['lost', 'later'])
  })
})

describe('what breaks', () => {
  test('before the end of the watch breaks the run, and after it is a trouble', async () => {
    const [broken, whole] = [new Recorder(), new Recorder()]
    broken.blame(new Error('a crash'))
    broken.blame(new Error('what came of it'))
    await broken.end()
    await whole.end()
    whole.blame(new Error('a crash'))
    expect(broken.record(on)).toMatchObject({ error: 'a crash', troubles: ['what came of it'] })
    expect(whole.record(on)).toMatchObject({ troubles: ['a crash'] })
    expect(whole.record(on)).not.toHaveProperty('error')
  })
})

describe('connections', () => {
  test('are counted from 1, in the order in which they were first seen, and what was read of one is added to that', () => {
    const recorder = new Recorder()
    const ids = ['a', 'b'].map(from => recorder.connected({ from, to: 'db', bornMs: 0 }))
    recorder.made.bornWith(2, { userTimeoutMs: 5_000 })
    expect(ids).toEqual([1, 2])
    expect(recorder.record(on).connections).toEqual([
      { id: 1, from: 'a', to: 'db', bornMs: 0 },
      { id: 2, from: 'b', to: 'db', bornMs: 0, set: { userTimeoutMs: 5_000 } },
    ])
  })
})

describe('events', () => {
  test('of any number of connections that came and went before the fault leave nobody blind', async () => {
    const recorder = new Recorder()
    for (let n = 0; n < 30_000; n++) visit(recorder)
    recorder.event('wire', { kind: 'traffic', detail: 'the last one' })
    await recorder.addStep({ kind: 'none' }, async () => injection(recorder))
    recorder.event('wire', { kind: 'reset', detail: 'after the fault' })
    const { cuts, observations } = recorder.record(on)
    expect(cuts).toEqual([])
    expect(observations.length).toBeLessThan(10_000)
    expect(observations.slice(-2).map(({ detail }) => detail)).toEqual(['the last one', 'after the fault'])
  })

  test('that were left out take their connections with them, where there were very many', () => {
    const recorder = new Recorder()
    const dial = () => recorder.connected({ from: 'client', to: 'server', bornMs: 0 })
    for (let n = 0; n < 20_000; n++) recorder.event('wire', { kind: 'closed', detail: '', connection: dial() })
    const connection = dial()
    recorder.event('wire', { kind: 'traffic', detail: '', connection })
    const { connections, observations } = recorder.record(on)
    expect(connections.at(-1)).toEqual({ id: connection, from: 'client', to: 'server', bornMs: 0 })
    expect(connections.length).toBeLessThan(10_001)
    expect(new Set(connections.map(({ id }) => id))).toEqual(new Set(observations.map(seen => seen.connection)))
  })

  test('that go on and on after the fault make their observer blind in the end, and no other', async () => {
    const recorder = new Recorder()
    await recorder.addStep({ kind: 'none' }, async () => injection(recorder))
    recorder.event('client-kernel', { kind: 'traffic', detail: '' })
    for (let n = 0; n < 6_000; n++) visit(recorder)
    const { cuts, observations } = recorder.record(on)
    expect(cuts).toEqual([
      { by: 'wire', atMs: expect.any(Number), why: 'it saw more than the 10,000 events that are kept' },
    ])
    expect(observations.filter(({ by }) => by === 'wire')).toHaveLength(10_000)
    expect(kernelEvents({ observations })).toHaveLength(1)
  })

  test('cost next to nothing once their observer is blind', async () => {
    const recorder = new Recorder()
    await recorder.addStep({ kind: 'none' }, async () => injection(recorder))
    for (let n = 0; n < 6_000; n++) visit(recorder)
    const fromMs = recorder.clock.nowMs()
    for (let n = 0; n < 100_000; n++) visit(recorder)
    expect(recorder.clock.nowMs() - fromMs).toBeLessThan(5_000) // looking for room each time: some minutes
  })

  test('that say the same of a connection that lives need little room', async () => {
    const recorder = new Recorder()
    await recorder.addStep({ kind: 'none' }, async () => injection(recorder))
    for (let n = 0; n < 25_000; n++) recorder.event('client-kernel', { kind: 'traffic', detail: String(n) })
    const { cuts, observations } = recorder.record(on)
    expect([cuts, observations[0]?.detail, observations.at(-1)?.detail]).toEqual([[], '0', '24999'])
  })

  test('are all there while a fault comes into force', async () => {
    const recorder = new Recorder()
    for (let n = 0; n < 9_000; n++) visit(recorder)
    let fromMs = 0
    await recorder.addStep({ kind: 'none' }, async () => {
      fromMs = recorder.clock.nowMs()
      for (let n = 0; n < 1_000; n++) visit(recorder)
      return { ...injection(recorder), atMs: fromMs }
    })
    expect(recorder.observations.filter(({ atMs }) => atMs >= fromMs)).toHaveLength(2_000)
  })

  test('are handed out once, also where old ones have been left out', () => {
    const recorder = new Recorder()
    let { mark } = recorder.kept.since()
    const heard: string[] = []
    for (let n = 0; n < 25_000; n++) {
      recorder.event('wire', { kind: 'traffic', detail: String(n) })
      const fresh = recorder.kept.since(mark)
      mark = fresh.mark
      heard.push(...fresh.observations.map(({ detail }) => detail))
    }
    expect(heard).toEqual(Array.from({ length: 25_000 }, (_, n) => String(n)))
  })
})

test('an observer is blind from the earliest of its cuts on', () => {
  const recorder = new Recorder()
  for (const atMs of [700, 300, 500]) recorder.cut('wire', atMs, `at ${atMs}`)
  expect(recorder.cuts).toEqual([{ by: 'wire', atMs: 300, why: 'at 300' }])
})

test('what comes after the end of the watch cuts nothing short', async () => {
  const recorder = new Recorder()
  await recorder.end()
  recorder.cut('wire', 1, 'too late')
  recorder.skipped('client', 5)
  recorder.line('client', 'stdout', 'x', { agoMs: 0, cut: true })
  expect(recorder.record(on)).toMatchObject({ cuts: [], troubles: [], lines: [] })
})

/** A connection that was there and has gone. */
function visit(recorder: Recorder): void {
  recorder.event('wire', { kind: 'traffic', detail: 'there' })
  recorder.event('wire', { kind: 'closed', detail: 'gone' })
}

function injection({ clock }: Recorder) {
  const atMs = clock.nowMs()
  return { atMs, byMs: atMs, evidence: async () => ({ text: 'none', facts: {} }) }
}

function kernelEvents({ observations }: Pick<RunRecord, 'observations'>) {
  return observations.filter(({ by }) => by === 'client-kernel')
}
