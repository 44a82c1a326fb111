// Measured inside predicted: every rule of the kernel's timers and of heartbeats, over its phases, on both clocks; each miss is listed.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runCampaign } from '#harness/compare/campaign.ts'
import { kernelOf } from '#harness/compare/kernel-of.ts'
import { type Ledger, openLedger } from '#harness/compare/ledger.ts'
import { parseSettings } from '#harness/define/settings.ts'
import { parseFaultSpec } from '#harness/faults/spelling.ts'
import { version } from '#harness/kit/version.ts'
import type { Ask } from '#harness/model/campaign.ts'
import type { Measured, Measurement } from '#harness/model/comparison.ts'
import type { ClockName, Ms } from '#harness/model/units.ts'
import { isHeldAgainst } from '../reports/compare/cells.ts'
import { doubtWords, missWords } from '../reports/compare/notes.ts'
import { figure } from './figure.ts'

/** What was measured is left in reports/out/predictions.json: docs/keepalive.md is made of it. An interrupted run goes on where it was. */
export async function predictions(): Promise<boolean> {
  const far: Measured[] = []
  for (const rttMs of tripsMs) far.push(await measured('virtual', farSets, '3h', rttMs))
  const virtual = await measured('virtual', virtualSets, '3h')
  const real = await measured('real', realSets, '25s')
  await writeFile(join(folder, 'predictions.json'), `${JSON.stringify([virtual, ...far, real], undefined, 1)}\n`)
  return [inside(virtual, 300), ...far.map(one => inside(one, 50)), inside(real, 100)].every(Boolean)
}

const folder = join('reports', 'out')

/** Settings under faults, each over eight phases. */
type Sets = readonly { readonly settings: readonly string[]; readonly faults: readonly string[] }[]

const virtualSets: Sets = [
  {
    settings: ['keepalive=1/1/3', 'keepalive=10/5/3', 'keepalive=60/10/6', 'keepalive=300/30/5', 'linux'],
    faults: ['power-off', 'takeover'],
  },
  { settings: ['keepalive=30/1/10'], faults: ['power-off', 'power-off/busy'] },
  {
    settings: ['user-timeout=2500ms', 'user-timeout=30s', 'keepalive=10/5/3,user-timeout=25s'],
    faults: ['power-off', 'power-off/busy', 'black-hole/zero-window', 'none/zero-window', 'black-hole/connecting'],
  },
  { settings: ['off', 'retries2=3', 'retries2=8'], faults: ['power-off/busy', 'black-hole/zero-window'] },
  { settings: ['off', 'syn-retries=2', 'syn-retries=4'], faults: ['black-hole/connecting'] },
  {
    settings: ['heartbeat=2s/1s', 'heartbeat=10s/5s', 'heartbeat=60s', 'heartbeat=30s,user-timeout=20s'],
    faults: ['power-off', 'power-off/busy', 'frozen-peer'],
  },
]

/** Between two regions, over a satellite, and a slow link of a phone. */
const tripsMs = [50, 300, 600] as const

const farSets: Sets = [
  { settings: ['keepalive=1/1/3'], faults: ['power-off', 'takeover'] },
  { settings: ['user-timeout=2500ms', 'retries2=3'], faults: ['power-off/busy'] },
  { settings: ['syn-retries=2'], faults: ['black-hole/connecting'] },
  { settings: ['heartbeat=2s/1s', 'heartbeat=10s/5s'], faults: ['power-off'] },
]

const realSets: Sets = [
  {
    settings: ['keepalive=1/1/3', 'keepalive=3/2/3', 'keepalive=2/1/3,user-timeout=4s'],
    faults: ['power-off', 'takeover'],
  },
  { settings: ['user-timeout=2500ms', 'retries2=3'], faults: ['power-off/busy', 'black-hole/zero-window'] },
  { settings: ['syn-retries=1', 'user-timeout=2500ms'], faults: ['black-hole/connecting'] },
  { settings: ['heartbeat=1s/500ms'], faults: ['power-off', 'frozen-peer'] },
]

async function measured(clock: ClockName, sets: Sets, watch: '3h' | '25s', rttMs?: Ms): Promise<Measured> {
  await mkdir(folder, { recursive: true })
  const kernel = await kernelOf(clock)
  const way = rttMs === undefined ? {} : { rttMs }
  const ledger = await openLedger(folder, { predictions: { sets, watch, clock, ...way }, version, kernel })
  const measurements: Measurement[] = []
  for (const set of sets) measurements.push(...(await made({ ...asked(set, clock, watchMs[watch]), ...way }, ledger)))
  return { clock, ...(kernel ? { kernel } : {}), ...way, measurements }
}

const watchMs = { '3h': 10_800_000, '25s': 25_000 } as const

function asked({ settings, faults }: Sets[number], clock: ClockName, watch: Ms): Ask {
  return {
    settings: settings.map(parseSettings),
    faults: faults.map(parseFaultSpec),
    phases: 8,
    watchMs: watch,
    soakMs: 600_000,
    clock,
  }
}

async function made(ask: Ask, ledger: Ledger): Promise<readonly Measurement[]> {
  return await runCampaign(ask, { ledger, signal: new AbortController().signal })
}

/** What cannot be predicted, or was not measured, is counted as neither. */
function inside({ clock, rttMs, measurements: all }: Measured, atLeast: number): boolean {
  const where = rttMs === undefined ? clock : `${clock}, ${rttMs} ms of round trip`
  const told = all.filter(isHeldAgainst)
  const misses = told.filter(({ outside }) => outside)
  for (const words of missWords({ measurements: misses })) process.stdout.write(`  ${words}\n`)
  for (const words of doubtWords({ measurements: all })) process.stdout.write(`  ${words}\n`)
  process.stdout.write(
    `  ${where}: ${told.length} of ${all.length} measurements with a prediction, ${misses.length} outside\n`,
  )
  const share = figure(`${where} measurements outside their windows`, (100 * misses.length) / told.length, '%', 1)
  return (
    figure(`${where} measurements missing of ${atLeast}`, Math.max(0, atLeast - told.length), 'measurements', 0) &&
    share
  )
}
