// Method: a real server and a real client; while one is suspended nothing of it passes and its programs are stopped, and afterwards the same
// connection goes on. A fault that only stopped the programs would show acknowledgements here, one that only cut the way a running process.
import { expect, test } from 'vitest'
import { patience } from '../../../kit/fixtures/patience.ts'
import { until } from '../../../kit/until.ts'
import { tcpSockets } from '../../../netlink/tcp-socket.ts'
import { echoClient, serverHost } from '../../fixtures/echo.ts'
import { boxed } from '../fixtures/boxed.ts'
import { openRun } from '../fixtures/run.ts'
import { processesIn } from '../processes.ts'

const { program: server } = serverHost()

await boxed(import.meta, () => {
  test.for(['server', 'client'])(
    'the %s suspended: stopped and unreachable, and then the same connection goes on',
    async host => {
      await using run = await openRun([server, echoClient({ everyMs: 50 })])
      await using paused = await run.testbed.inject({ kind: 'suspend', host }, never)
      await run.pass(600)
      const { netns } = run.testbed.place(host)
      expect(processesIn(netns).map(({ state }) => state)).toEqual(['T'])
      expect(run.noted('wire', 'traffic', paused.byMs + 300)).toEqual([])
      const evidence = await paused.evidence()
      expect(evidence?.text).toMatch(
        /^process \d+ is in state T \(stopped\); \d+ packets? to .* dropped, none passed on/,
      )
      expect(evidence?.facts.processes).toBe(1)
      await paused[Symbol.asyncDispose]()
      expect((await run.sees('wire', 'traffic', paused.healedAtMs)).connection).toBe(1)
      expect(processesIn(netns).every(({ state }) => state !== 'T')).toBe(true)
      await run.sees(`${host}-kernel`, 'traffic', paused.healedAtMs)
    },
  )

  test('what the kernel of a suspended client gives up meanwhile is no word of its own', async () => {
    await using run = await openRun([server, echoClient({ everyMs: 0, keepalive: true })])
    await run.pass(300) // what is on its way as it is suspended would be sent again for a quarter of an hour
    await using paused = await run.testbed.inject({ kind: 'suspend', host: 'client' }, never)
    const { netns } = run.testbed.place('client')
    const standing = () => tcpSockets(netns).some(({ state }) => state === 'ESTABLISHED')
    await until('see that its socket was given up', () => !standing() || undefined, patience)
    await run.pass(300)
    expect(run.noted('client-kernel', 'lost', paused.byMs)).toEqual([])
  })
})

const never = new AbortController().signal
