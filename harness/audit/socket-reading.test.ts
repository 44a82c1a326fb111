// What real sockets show is tested in read-processes.test.ts and namespaces.test.ts; these are the states that are hard to hold still.
import { expect, test } from 'vitest'
import { listedSocket } from '../netlink/fixtures/tcp-socket.ts'
import type { OpenTcpSocket } from '../netlink/open-socket.ts'
import type { ProcTcpSocket } from '../netlink/proc-net.ts'
import { tcpInfo } from '../netlink/tcp-info.ts'
import { fromDescriptor, fromList } from './socket-reading.ts'

/** struct tcp_info of an idle connection: u8 at 2 retransmits, 3 probes, 4 backoff; u32 at 8 rto, 24 unacked, 144 not sent. */
function info(set: Readonly<Record<number, number>> = {}) {
  const bytes = Buffer.alloc(232)
  bytes.writeUInt32LE(204_000, 8)
  for (const [at, value] of Object.entries(set)) {
    if (Number(at) < 8) bytes[Number(at)] = value
    else bytes.writeUInt32LE(value, Number(at))
  }
  return tcpInfo(bytes)
}

const open = (fields: Partial<OpenTcpSocket>): OpenTcpSocket => ({
  inode: 1,
  local: { address: '198.18.1.2', port: 40_000 },
  remote: { address: '198.18.2.2', port: 5432 },
  state: 'ESTABLISHED',
  info: info(),
  keepalive: 1,
  keepIdleS: 30,
  keepIntervalS: 10,
  keepCount: 3,
  userTimeoutMs: 0,
  synRetries: 6,
  rtoMaxMs: undefined,
  ...fields,
})

test('a timeout that was doubled is told as it was before', () => {
  const { now } = fromDescriptor(open({ info: info({ 2: 3, 4: 3, 8: 1_632_000, 24: 1 }) }))
  expect(now).toMatchObject({ state: 'data-in-flight', unanswered: 3, rtoMs: 204 })
})

test('probes of a closed window count a backoff, and leave the timeout as it is', () => {
  const { now } = fromDescriptor(open({ info: info({ 3: 4, 4: 4, 8: 208_000, 144: 9 }) }))
  expect(now).toMatchObject({ state: 'zero-window', unanswered: 4, rtoMs: 208 })
})

test('while it connects nothing was heard or sent yet, and no age is told', () => {
  const since = { 44: 1_828_116, 52: 1_828_116, 56: 1_828_116 }
  const { now } = fromDescriptor(open({ state: 'SYN-SENT', info: info({ 2: 2, 4: 2, 8: 4_000_000, 24: 1, ...since }) }))
  expect(now).toEqual({ state: 'connecting', unanswered: 2, rtoMs: 1_000 })
  expect(fromDescriptor(open({ info: info(since) })).now).toMatchObject({ idleMs: 1_828_116, unheardMs: 1_828_116 })
})

test('data that waits while nothing is in flight waits for the window', () => {
  expect(fromDescriptor(open({ info: info({ 3: 2, 144: 9 }) })).now).toMatchObject({
    state: 'zero-window',
    unanswered: 2,
  })
  expect(fromDescriptor(open({ info: info({ 24: 1, 144: 9 }) })).now.state).toBe('data-in-flight')
  expect(fromList(listedSocket({ timer: 'persist', sendQueueBytes: 9 })).now.state).toBe('zero-window')
  expect(fromList(listedSocket({ timer: 'retransmit', sendQueueBytes: 9 })).now.state).toBe('data-in-flight')
})

test('keepalive without visible numbers is on, and no shorter than what is left of its timer', () => {
  const keepaliveOf = (fields: Partial<ProcTcpSocket>) => fromList(listedSocket(fields)).detectors.keepalive
  expect(keepaliveOf({ timer: 'keepalive', expiresMs: 29_000 })).toEqual({ idleAtLeastMs: 29_000 })
  expect(keepaliveOf({ timer: 'keepalive', expiresMs: 9_000, retries: 1 })).toEqual({ idleAtLeastMs: 0 })
  expect(keepaliveOf({ timer: 'retransmit' })).toBe('not visible')
  expect(keepaliveOf({ state: 'LISTEN' })).toBe('not visible')
  expect(keepaliveOf({})).toBe('off')
})

test('what a multipath socket does not tell is not visible', () => {
  const { detectors } = fromDescriptor(open({ keepIdleS: undefined, userTimeoutMs: undefined, synRetries: undefined }))
  expect(detectors).toEqual({ keepalive: { idleAtLeastMs: 0 }, userTimeoutMs: 'not visible' })
  expect(fromDescriptor(open({ keepalive: undefined })).detectors.keepalive).toBe('not visible')
})
