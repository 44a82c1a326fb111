// Method: two connections of one client; a RST for one of them, to one end or both, idle or at work. An end that took none still stands, and
// its kernel would say so here; a RST with another number than the one expected would end nothing.
import { expect, test } from 'vitest'
import { serverHost } from '../../fixtures/echo.ts'
import { boxed } from '../fixtures/boxed.ts'
import { clientScript } from '../fixtures/programs.ts'
import { openRun } from '../fixtures/run.ts'
import { openTwofold, trafficOf } from '../fixtures/twofold.ts'

await boxed(import.meta, () => {
  test('one connection of two is reset at both ends, and the other goes on', async () => {
    await using run = await openTwofold()
    await using struck = await run.testbed.inject({ kind: 'connection-reset', connection: 'oldest' }, never)
    const told = await run.sees('client-kernel', 'reset', struck.atMs)
    expect(told.connection).toBe(1)
    await run.sees('server-kernel', 'reset', struck.atMs)
    expect((await struck.evidence())?.facts).toMatchObject({ connections: 1, ended: 2 })
    await run.until('see the other', () => trafficOf(run, 2, struck.byMs + 300)[0])
    expect(run.noted('client-kernel', 'reset').map(({ connection }) => connection)).toEqual([1])
  })

  test('a silent connection is reset as well, at the end that is named', async () => {
    await using run = await openRun([
      serverHost().program,
      clientScript(
        'net.connect(PORT, HOST, function () { this.write("hi\\n") }).on("error", () => setInterval(() => {}, 1e6))',
      ),
    ])
    await run.pass(300)
    await using struck = await run.testbed.inject({ kind: 'connection-reset', toward: 'client' }, never)
    await run.sees('client-kernel', 'reset', struck.atMs)
    expect((await struck.evidence())?.facts).toMatchObject({ connections: 1, ended: 1 })
  })
})

const never = new AbortController().signal
