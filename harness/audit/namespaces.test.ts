// Method: a client lives in a network namespace of its own, with options that are known and settings that differ from ours. The
// command line audits it from outside, also where the kernel refuses what a container's seccomp profile or another user is refused.
// An audit that read its own namespace, that guessed, or that left a trace, would be seen.
import { expect, test as plain } from 'vitest'
import { sandboxed } from '../netlink/fixtures/sandbox.ts'

const { seen, test } = await sandboxed('../../audit/fixtures/namespaces')
/** In a user namespace that maps root alone there is nobody else to be. */
const asNobody = (key: string) => plain.runIf(typeof seen[key] === 'object')
const settings = { assumed: false, retries2: 5, keepalive: { idleMs: 600_000, intervalMs: 75_000, count: 9 } }
const assumed = { assumed: true, retries2: 15, keepalive: { idleMs: 7_200_000, intervalMs: 75_000, count: 9 } }
const there = { exitCode: 0, namespace: 'another' }
const v4 = { remote: '198.18.2.2:7000', state: 'ESTABLISHED', doing: 'idle' }
const v6 = { remote: '[fd00:2::2]:7000', state: 'ESTABLISHED', doing: 'idle' }
const connecting = { remote: '198.18.2.77:7000', state: 'SYN-SENT', doing: 'connecting' }
const timed = { times: [true, true, true] }
const timeless = { times: [false, false, false] }
/** Nothing was sent or heard yet: only the retransmission timeout is there. */
const ageless = { times: [false, false, true] }
const off = { keepalive: 'off', userTimeoutMs: 'off' }
const set = { keepalive: { idleMs: 30_000, intervalMs: 10_000, count: 3 }, userTimeoutMs: 25_000 }
const on = { keepalive: { idleAtLeastMs: expect.toSatisfy((ms: number) => ms > 10_000 && ms <= 30_000) } }
const hidden = { userTimeoutMs: 'not visible' }

test('socket options are all there, of a connection that is being made as well', () => {
  const connections = [
    { ...v4, ...timed, ...off },
    { ...connecting, ...ageless, ...off },
    { ...v6, ...timed, ...set },
  ]
  expect(seen['by socket options']).toEqual({ ...there, source: 'socket options', settings, connections })
})
test('without pidfd_getfd the kernel lists whether keepalive is on, and the rest is not visible', () => {
  const because = 'pidfd_getfd is refused (EPERM)'
  const connections = [
    { ...v4, ...timed, ...hidden, keepalive: 'off' },
    { ...connecting, ...ageless, ...hidden, keepalive: 'not visible' },
    { ...v6, ...timed, ...hidden, ...on },
  ]
  expect(seen['by sock_diag']).toEqual({ ...there, source: 'sock_diag', because, settings, connections })
})
test('without a way into the namespace /proc lists as much but for times, and settings are assumed', () => {
  const because = 'pidfd_getfd is refused (EPERM), setns is refused (EPERM)'
  const connections = [
    { ...v4, ...timeless, ...hidden, keepalive: 'off' },
    { ...connecting, ...timeless, ...hidden, keepalive: 'not visible' },
    { ...v6, ...timeless, ...hidden, ...on },
  ]
  expect(seen['by /proc']).toEqual({ ...there, source: '/proc', because, settings: assumed, connections })
})
asNobody('by nobody, of its own')(
  'an ordinary user sees all options of a program of its own, but not the settings of its namespace',
  () => {
    const connections = [
      { ...v4, ...timed, ...off },
      { ...v6, ...timed, ...set },
    ]
    const found = { ...there, source: 'socket options', settings: assumed, connections }
    expect(seen['by nobody, of its own']).toEqual(found)
  },
)
asNobody("by nobody, of root's")("an ordinary user sees nothing of root's, and is told what to do", () => {
  const stderr =
    'Cannot look into process PID (node target.program.ts): it belongs to uid 0, and you are uid 65534. Run it as root [E_PERMISSION]'
  expect(seen["by nobody, of root's"]).toEqual({ exitCode: 64, stderr })
})
test('an audited program has the descriptors, the options, the signals and the traffic that it had', () => {
  const { audits, before, after } = seen.untouched as Record<'audits' | 'before' | 'after', unknown>
  expect(audits).toEqual(['socket options', 'sock_diag'])
  expect(after).toEqual(before)
})
test('traffic of its own would have been seen', () => expect(seen.touched).toBe(true))
test('the thread is inside for one piece of work, and outside after a throw', () => {
  expect(seen['a visit']).toEqual([true, true, 'thrown inside', true, true])
})
test('what nobody acknowledges shows as data in flight', () => {
  expect(seen.unanswered).toEqual(['data-in-flight', 'data-in-flight'])
})
