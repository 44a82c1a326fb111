// Who must have been seen before a fault may come: by a recorder that is filled here, without any network.
import { expect, test } from 'vitest'
import { deadline } from '../kit/clock.ts'
import type { Bound } from '../model/bound.ts'
import type { Subject } from '../model/subject.ts'
import type { Host, Vantage } from '../model/units.ts'
import { Recorder } from '../observe/recorder.ts'
import { healthy, type Pair } from './stages.ts'

const pair: Pair = { client: subject('client'), server: subject('server') }
const telling: Pair = { ...pair, client: { ...subject('client'), says: { connected: { source: '^up$', flags: '' } } } }

test('a client that says nothing is healthy when the kernel that is to bear witness has seen its connection', async () => {
  const bounds: readonly Bound[] = [{ expect: 'silence', from: 'client-kernel', forMs: 1_000 }]
  await expect(judged({ ...pair, bounds }, 'client-kernel')).resolves.toBeUndefined()
  await expect(judged({ ...pair, bounds }, 'wire')).rejects.toThrow('no healthy traffic seen by client-kernel')
})

test('otherwise the wire has to have carried traffic, and a client that can say so has to have said it', async () => {
  await expect(judged(pair, 'wire')).resolves.toBeUndefined()
  await expect(judged(pair, 'client-kernel')).rejects.toThrow('no healthy traffic seen by wire')
  await expect(judged(telling, 'wire')).rejects.toThrow('no healthy traffic seen by client-app')
})

test('a standby that ends before the fault is named', async () => {
  const recorder = new Recorder()
  recorder.event('standby-app', { kind: 'exited', code: 'exit 1', detail: '"standby" ended with exit code 1' })
  const begun = { ...pair, standby: subject('standby') }
  await expect(healthy(begun, recorder, AbortSignal.timeout(1_000))).rejects.toThrow(
    'Cannot inject a fault: standby "standby" ended before the fault',
  )
})

async function judged(begun: Parameters<typeof healthy>[0], seenBy: Vantage): Promise<void> {
  const recorder = new Recorder()
  recorder.event(seenBy, { kind: 'traffic', detail: 'there' })
  using limit = deadline('see it healthy', 50)
  await healthy(begun, recorder, limit.signal)
}

function subject(role: Host): Subject {
  return { name: role, role, command: { file: role, args: [] }, says: {}, settings: {} }
}
