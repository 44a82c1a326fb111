// What a path's switches and its firewall are set to, read back. No time is asserted: a limit is compared with the silence that was waited for.
import { beforeAll, expect, test } from 'vitest'
import { within } from '../../kit/clock.ts'
import { patience, patient } from '../../kit/fixtures/patience.ts'
import { Recorder } from '../../observe/recorder.ts'
import { clientHost, echoClient, serverHost } from '../fixtures/echo.ts'
import { Firewall } from './firewall.ts'
import { provision } from './provision.ts'
import { openTestbed, type ToxiproxyTestbed } from './testbed.ts'

beforeAll(async () => void (await provision()), 600_000)

test('a firewall that forgot a tenth too soon, or long after its limit, has no evidence, and the one in time has', async () => {
  await using testbed = await quietTestbed()
  const evidence = async (idleMs: number, limitMs: number) => {
    const firewall = new Firewall(() => testbed.connections, { idleMs, onNextPacket: 'drop', answered: () => {} })
    await firewall.settled
    firewall.disarm()
    return firewall.evidence(limitMs)
  }
  const idleMs = () => Math.max(...testbed.connections.map(one => one.idleMs()))
  const limitMs = idleMs() + 2_000
  expect(await evidence(0.9 * limitMs, limitMs)).toBeUndefined()
  expect((await evidence(limitMs, limitMs))?.facts).toMatchObject({ forgotten: 1 })
  expect(await evidence(limitMs + 2_000, limitMs)).toBeUndefined()
})

test('a way is as late as it was told to be, stalls, and lets go', async () => {
  await using testbed = await quietTestbed()
  const [path] = testbed.paths
  await path?.delay('upstream', { delayMs: 100, jitterMs: 20 })
  expect(await path?.lateness('upstream')).toEqual({ delayMs: 100, jitterMs: 20 })
  await path?.delay('upstream')
  await path?.stall('upstream')
  expect(await path?.inForce('upstream')).toEqual(['bandwidth', 'slow_close'])
  expect(await path?.inForce('downstream')).toEqual([])
  await path?.unstall('upstream')
  expect(await path?.inForce('upstream')).toEqual([])
})

/** A client that has asked once, and says nothing more. */
async function quietTestbed(): Promise<ToxiproxyTestbed> {
  const signal = patient()
  const recorder = new Recorder()
  const testbed = await openTestbed({}, recorder, signal)
  await testbed.start(serverHost(), signal)
  await testbed.start(clientHost(echoClient({ everyMs: 0 })), signal)
  const seen = () => recorder.observations.some(({ kind }) => kind === 'traffic')
  await within('see traffic', patience.withinMs, until => recorder.until(seen, until))
  return testbed
}
