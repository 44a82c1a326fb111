// Who must have been seen before a fault may come: by a recorder that is filled here, without any network.
import { describe, expect, test } from 'vitest'
import { deadline } from '../kit/clock.ts'
import { patient } from '../kit/fixtures/patience.ts'
import type { Bound } from '../model/bound.ts'
import type { Host } from '../model/host.ts'
import type { SubjectSpec } from '../model/subject.ts'
import type { HostName, Observer } from '../model/units.ts'
import { Recorder } from '../observe/recorder.ts'
import { type Begun, healthy } from './health.ts'

const mute = { says: {} }
const telling = { says: { connected: { source: '^up$', flags: '' } } }

describe('of a pair', () => {
  const pair = { hosts: [host('server'), host('client', mute, 'server')] }

  test('a client that says nothing is healthy when the kernel that is to bear witness has seen its connection', async () => {
    const asked = { ...pair, bounds: [silence('client-kernel')] }
    await expect(judged(asked, sees('client-kernel'))).resolves.toBeUndefined()
    await expect(judged(asked, carries('client', 'server'))).rejects.toThrow('no healthy traffic seen by client-kernel')
  })

  test('otherwise the wire has to have carried its traffic', async () => {
    await expect(judged(pair, carries('client', 'server'))).resolves.toBeUndefined()
    await expect(judged(pair, carries('server', 'client'))).rejects.toThrow('no healthy traffic seen by wire')
    await expect(judged(pair, sees('client-kernel'))).rejects.toThrow('no healthy traffic seen by wire')
  })

  test('and a client that can say so has to have said it', async () => {
    const speaking = { hosts: [host('server'), host('client', telling, 'server')] }
    await expect(judged(speaking, carries('client', 'server'))).rejects.toThrow('no healthy traffic seen by client-app')
    await expect(judged(speaking, carries('client', 'server'), sees('client-app'))).resolves.toBeUndefined()
  })
})

describe('of several clients each has to be healthy by itself', () => {
  const two = { hosts: [host('db'), host('a', telling, 'db'), host('b', mute, 'db')] }
  const both = [carries('a', 'db'), carries('b', 'db')]

  test('on the wire', async () => {
    await expect(judged(two, ...both, sees('a-app'))).resolves.toBeUndefined()
    await expect(judged(two, carries('a', 'db'), sees('a-app'))).rejects.toThrow(
      /no healthy traffic seen by wire \(of b\); b said nothing\. Does "b" connect/,
    )
  })

  test('in its own words, where it has any', async () => {
    await expect(judged(two, ...both, sees('b-app'))).rejects.toThrow('no healthy traffic seen by a-app')
  })

  test("by its own kernel where that is to bear witness, and not by another's", async () => {
    const asked = { ...two, bounds: [silence('b-kernel')] }
    await expect(judged(asked, ...both, sees('a-app'), sees('a-kernel'))).rejects.toThrow('seen by b-kernel')
    await expect(judged(asked, carries('a', 'db'), sees('a-app'), sees('b-kernel'))).resolves.toBeUndefined()
  })

  test('also the one between, which is a server as well', async () => {
    const chain = { hosts: [host('db'), host('pool', mute, 'db'), host('app', mute, 'pool')] }
    await expect(judged(chain, carries('app', 'pool'))).rejects.toThrow('no healthy traffic seen by wire (of pool)')
    await expect(judged(chain, carries('app', 'pool'), carries('pool', 'db'))).resolves.toBeUndefined()
  })
})

test('who is missed has its last words told, and nobody else', async () => {
  const hosts = [host('db'), host('a', telling, 'db'), host('b', telling, 'db')]
  const talks = (recorder: Recorder) => {
    recorder.line('a', 'stdout', 'waiting')
    recorder.line('b', 'stderr', 'no route')
    recorder.line('db', 'stdout', 'listening')
  }
  const seen = [carries('a', 'db'), carries('b', 'db'), sees('a-app')]
  await expect(judged({ hosts }, talks, ...seen)).rejects.toThrow('seen by b-app; the last words of b: no route. Does')
})

test('the pattern that would have matched what it says is named, and of a program that nobody reads none', async () => {
  const hosts = [host('db'), host('a', telling, 'db'), host('b', mute, 'db')]
  const talks = (recorder: Recorder) => {
    recorder.line('a', 'stdout', 'a is connected to db')
    recorder.line('b', 'stdout', 'b is connected to db')
  }
  await expect(judged({ hosts }, talks, carries('a', 'db'))).rejects.toThrow(
    /does `connected` match its words\?.* connected: \/a is connected to db\/ would match the line "a is connected to db" of a \[E_UNHEALTHY\]$/,
  )
  const said = (recorder: Recorder) => recorder.line('a', 'stdout', 'hello')
  await expect(judged({ hosts }, said, carries('a', 'db'))).rejects.not.toThrow('would match')
})

test('a program that ends before the fault is named, with its last words, and another is not', async () => {
  const recorder = new Recorder()
  recorder.line('standby', 'stderr', 'no space left')
  recorder.line('server', 'stdout', 'listening')
  recorder.event('standby-app', { kind: 'exited', code: 'exit 1', detail: '"spare" ended with exit code 1' })
  const hosts = [host('server'), host('standby', { ...mute, name: 'spare' }), host('client', mute, 'server')]
  await expect(healthy({ hosts }, recorder, AbortSignal.timeout(1_000))).rejects.toThrow(
    'Cannot inject a fault: standby "spare" ended before the fault ("spare" ended with exit code 1), its last words: no space left.',
  )
})

test('its last words are those that are read after its end as well', async () => {
  const recorder = new Recorder()
  const { promise: read, resolve } = Promise.withResolvers<void>()
  recorder.event('client-app', { kind: 'exited', code: 'exit 1', detail: '"reader" ended with exit code 1' })
  recorder.lastWords.ended(read)
  const refused = healthy({ hosts: [host('server'), host('client', mute, 'server')] }, recorder, patient())
  recorder.line('client', 'stderr', 'ModuleNotFoundError: no redis')
  resolve()
  await expect(refused).rejects.toThrow('its last words: ModuleNotFoundError: no redis. Run')
})

async function judged(begun: Begun, ...seen: readonly ((recorder: Recorder) => void)[]): Promise<void> {
  const recorder = new Recorder()
  for (const note of seen) note(recorder)
  using limit = deadline('see it healthy', 50)
  await healthy(begun, recorder, limit.signal)
}

function sees(by: Observer): (recorder: Recorder) => void {
  return recorder => recorder.event(by, { kind: 'traffic', detail: 'there' })
}

/** Traffic passes on a connection of its own. */
function carries(from: HostName, to: HostName): (recorder: Recorder) => void {
  return recorder => {
    const connection = recorder.connected({ from, to, bornMs: 0 })
    recorder.event('wire', { kind: 'traffic', detail: 'there', connection })
  }
}

function silence(by: Observer): Bound {
  return { expect: 'silence', by, since: 0, forMs: 1_000 }
}

function host(name: HostName, program: Partial<SubjectSpec> = mute, ...connectsTo: HostName[]): Host<SubjectSpec> {
  const spec = { name, command: { file: name, args: [] }, says: {}, settings: {}, ...program }
  return { name, program: spec, connectsTo, listens: connectsTo.length === 0 }
}
