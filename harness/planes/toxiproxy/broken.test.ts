// Toxiproxy itself dies or hangs in the middle of a run: never a pass. Method: the client has no deadline and stays silent for as long
// as it is asked to, so that only the plane can tell; the negative twin is the same run with a Toxiproxy that stays well.
import { beforeAll, expect, test } from 'vitest'
import { patient } from '../../kit/fixtures/patience.ts'
import type { Fault } from '../../model/fault.ts'
import type { RunRecord } from '../../model/record.ts'
import { record } from '../../runtime/record.ts'
import { echoScript } from '../fixtures/echo.ts'
import type { Plane, Testbed } from '../plane.ts'
import type { Provisioned } from './find.ts'
import { withPid } from './fixtures/with-pid.ts'
import { toxiproxy } from './index.ts'
import { provision } from './provision.ts'
import { runToxiproxy } from './running.ts'
import { openTestbed } from './testbed.ts'

beforeAll(async () => void (await provision()), 600_000)

const hole = { kind: 'black-hole', toward: 'both' } as const
const frozen = { kind: 'frozen-peer', host: 'server' } as const

test.concurrent('a run whose Toxiproxy is killed ends with that error, and keeps what was seen', async () => {
  const seen = await runWith('SIGKILL', hole, 5_000)
  expect(seen.error).toMatch(/^Cannot go on: Toxiproxy .* was ended by SIGKILL \[E_TOXIPROXY\]$/)
  expect(seen.steps).toHaveLength(1)
  expect(seen.observations.map(({ kind }) => kind)).toContain('traffic')
  expect(seen.wallMs).toBeLessThan(5_000)
})

test.concurrent('a run whose Toxiproxy hangs ends with that error within five seconds', async () => {
  const seen = await runWith('SIGSTOP', hole, 9_000)
  expect(seen.error).toMatch(/^Cannot go on: Toxiproxy .* gives no sign of life: Cannot GET \/version/)
  expect(seen.endedAtMs - (seen.steps[0]?.byMs ?? 0)).toBeLessThan(9_000)
})

test.concurrent('a fault beside the wire has no evidence either once Toxiproxy hangs', async () => {
  const seen = await runWith('SIGSTOP', frozen, 800)
  expect(seen.steps).toMatchObject([{ does: frozen }])
  expect(seen.steps[0]?.evidence).toBeUndefined()
  expect(seen.troubles.join()).toContain('no evidence of frozen-peer: Cannot GET /version')
})

test.concurrent('a run whose Toxiproxy stays well has no error and its evidence', async () => {
  const seen = await runWith(undefined, hole, 1_000)
  expect({ error: seen.error, evidence: seen.steps[0]?.evidence?.text }).toEqual({
    error: undefined,
    evidence: expect.stringContaining('none let through'),
  })
})

test.concurrent('a running server that was named in TOXIPROXY_URL is left as it was found', async () => {
  await using running = await runToxiproxy(await provision(), () => {}, patient())
  const url = running.api.client.host
  const found = { how: 'url', at: url, version: '2.12.0', says: url } as const
  const seen = await record(script(hole, 500), planeOf(found), patient())
  expect({ error: seen.error, troubles: seen.troubles }).toEqual({ error: undefined, troubles: [] })
  expect(await running.api.client.getAll()).toEqual({})
})

test.concurrent('a connection that Toxiproxy ends by itself ends the run: here somebody removes its proxy', async () => {
  await using running = await runToxiproxy(await provision(), () => {}, patient())
  const url = running.api.client.host
  const plane = planeOf({ how: 'url', at: url, version: '2.12.0', says: url }, async () => {
    for (const proxy of Object.values(await running.api.client.getAll())) await proxy.remove()
  })
  const seen = await record(script(frozen, 3_000), plane, patient())
  expect(seen.error).toBe(
    'Cannot go on: Toxiproxy ended connection 1, which neither client nor server had closed [E_TOXIPROXY]',
  )
})

/** Sends Toxiproxy a signal as soon as the fault is in force. */
async function runWith(name: NodeJS.Signals | undefined, fault: Fault, forMs: number): Promise<RunRecord> {
  await using server = await withPid(await provision())
  const plane = planeOf(server.found, async () => {
    if (name) process.kill(await server.pid(), name)
  })
  return await record(script(fault, forMs), plane, patient())
}

function script(fault: Fault, forMs: number) {
  return echoScript(fault, { everyMs: 50 }, [{ expect: 'silence', by: 'client-app', since: 0, forMs }])
}

/** This plane with a certain server, and something that happens as soon as a fault is in force. */
function planeOf(found: Provisioned, then: () => Promise<void> = async () => {}): Plane {
  const open: Plane['open'] = async (setup, recorder, signal) => {
    const testbed = await openTestbed(setup, recorder, signal, async () => found)
    const inject: Testbed['inject'] = async (fault, stop) => {
      const injection = await testbed.inject(fault, stop)
      await then()
      return injection
    }
    return {
      start: testbed.start.bind(testbed),
      run: testbed.run.bind(testbed),
      inject,
      [Symbol.asyncDispose]: () => testbed[Symbol.asyncDispose](),
    }
  }
  return { ...toxiproxy, open }
}
