// Method: real programs with known options on loopback, in our own network namespace; another process holds the other ends.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test as plain } from 'vitest'
import { HalfopenError } from '../kit/errors.ts'
import { auditBy } from './fixtures/cli.ts'
import { listen } from './fixtures/listen.ts'
import { startTarget } from './fixtures/target.ts'
import { readProcess } from './read-process.ts'
import { readProcesses } from './read-processes.ts'

const test = plain.runIf(process.platform === 'linux')
const options = { SO_KEEPALIVE: 1, TCP_KEEPIDLE: 30, TCP_KEEPINTVL: 10, TCP_KEEPCNT: 3, TCP_USER_TIMEOUT: 25_000 }

test('a connection has its ends, its detectors and what it is doing', async () => {
  await using server = await listen()
  await using target = await startTarget({ connect: [{ host: '127.0.0.1', port: server.port, options }] })
  const { pid, source, namespace, listening, connections } = readProcess(target.pid)
  expect({ pid, source, namespace, listening }).toEqual({
    pid: target.pid,
    source: 'socket options',
    namespace: 'own',
    listening: [],
  })
  expect(connections).toEqual([
    {
      pid,
      inode: expect.any(Number),
      local: { address: '127.0.0.1', port: expect.any(Number) },
      remote: { address: '127.0.0.1', port: server.port },
      state: 'ESTABLISHED',
      now: {
        state: 'idle',
        idleMs: expect.any(Number),
        unheardMs: expect.any(Number),
        rtoMs: expect.any(Number),
        unanswered: 0,
      },
      detectors: {
        keepalive: { idleMs: 30_000, intervalMs: 10_000, count: 3 },
        userTimeoutMs: 25_000,
        synRetries: expect.any(Number),
        ...(connections[0]?.detectors.rtoMaxMs && { rtoMaxMs: expect.any(Number) }),
      },
    },
  ])
})

test('a listening server tells what the connections that it accepts begin with', async () => {
  await using target = await startTarget({ listen: 0 })
  const { connections, listening } = readProcess(target.pid)
  expect(connections).toEqual([])
  expect(listening).toMatchObject([{ local: { address: '::' }, detectors: { keepalive: 'off', userTimeoutMs: 'off' } }])
})

test('children are read with --tree only', async () => {
  await using server = await listen()
  const connect = [{ host: '127.0.0.1', port: server.port }]
  await using target = await startTarget({ listen: 0, child: { connect } })
  const counts = (tree: boolean) =>
    readProcesses([target.pid], tree).readings.map(reading => reading.connections.length)
  expect(counts(false)).toEqual([0])
  expect(counts(true)).toEqual([0, 1])
})

test('of several that were named one that has ended is told, and the others are read; alone it is an error', async () => {
  await using server = await listen()
  await using target = await startTarget({ connect: [{ host: '127.0.0.1', port: server.port, options }] })
  const gone = spawn('true')
  await once(gone, 'exit')
  const pid = gone.pid ?? 0
  const { readings, unread } = readProcesses([pid, target.pid], false)
  expect(readings.map(reading => reading.pid)).toEqual([target.pid])
  expect(unread).toEqual([{ pid, reason: expect.stringContaining(`Cannot audit process ${pid}`) }])
  for (const alone of [[pid], [pid, pid]])
    expect(() => readProcesses(alone, false)).toThrow(expect.objectContaining({ code: 'E_NO_PROCESS' }))
})

test('a connection that a child inherited is one, held by two', async () => {
  await using server = await listen()
  await using target = await startTarget({ connect: [{ host: '127.0.0.1', port: server.port }], heir: true })
  const { report } = await auditBy(target.pid, { args: ['--tree'] })
  expect(report?.processes.map(({ name }) => name)).toEqual(['node target.program.ts', 'cat'])
  expect(report?.connections.map(({ pids }) => pids)).toEqual([report?.processes.map(({ pid }) => pid)])
})

test('what a container refuses is told by the source that remains, with the reason and the fix', async () => {
  await using server = await listen()
  await using target = await startTarget({ connect: [{ host: '127.0.0.1', port: server.port, options }] })
  const by = async (...refusing: ('pidfd_open' | 'pidfd_getfd' | 'socket')[]) => {
    const [process] = (await auditBy(target.pid, { refusing })).report?.processes ?? []
    return [process?.source, process?.because, process?.fix]
  }
  const fix = expect.stringMatching(
    /^(run it as root|grant CAP_SYS_PTRACE, and allow pidfd_getfd in the seccomp profile) \(Linux 5\.6\)$/,
  )
  const getfd = 'pidfd_getfd is refused (EPERM)'
  expect(await by('pidfd_getfd')).toEqual(['sock_diag', getfd, fix])
  expect(await by('pidfd_open')).toEqual(['sock_diag', 'pidfd_open is refused (EPERM)', fix])
  expect(await by('pidfd_getfd', 'socket')).toEqual(['/proc', `${getfd}, socket is refused (EPERM)`, fix])
})

test('whenever a process ends, there is a reading or one of two sentences', async () => {
  const codes: string[] = []
  for (let i = 0; i < 12; i++) {
    const child = spawn('sleep', ['0.1'])
    const ended = once(child, 'exit')
    codes.push(readUntilItEnds(child.pid ?? -1))
    await ended
  }
  expect(codes).toContain('E_ENDED')
  expect(codes.filter(code => code !== 'E_ENDED' && code !== 'E_NO_PROCESS')).toEqual([])
})

/** Reads without a pause, so that the end nearly always falls into a reading. */
function readUntilItEnds(pid: number): string {
  for (;;) {
    try {
      readProcess(pid)
    } catch (thrown) {
      return thrown instanceof HalfopenError ? thrown.code : String(thrown)
    }
  }
}
