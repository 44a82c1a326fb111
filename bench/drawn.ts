// Settings, faults, states and ways that nobody chose: drawn by a seed, measured in virtual time, and held against their predictions.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { boxes } from '#harness/boxes/boxes.ts'
import { type Group, measure } from '#harness/compare/measure.ts'
import type { Step } from '#harness/compare/plan.ts'
import { probes } from '#harness/compare/programs.ts'
import { refuseNoBox } from '#harness/compare/refusals.ts'
import { scenarioOf } from '#harness/compare/scenario-of.ts'
import { parseSettings } from '#harness/define/settings.ts'
import { parseFaultSpec } from '#harness/faults/spelling.ts'
import { sideBySide } from '#harness/kit/side-by-side.ts'
import type { Ask } from '#harness/model/campaign.ts'
import type { Measurement } from '#harness/model/comparison.ts'
import type { Ms } from '#harness/model/units.ts'
import { handOn } from '#harness/runtime/handed-on.ts'
import { isHeldAgainst } from '../reports/compare/cells.ts'
import { doubtWords, missWords } from '../reports/compare/notes.ts'
import { type Chance, chanceFrom } from './chance.ts'
import { figure } from './figure.ts'

/** `HALFOPEN_DRAWN=seed:count` draws others. What has no prediction, or could not be measured, is counted as neither. */
export async function drawn(): Promise<boolean> {
  const [seed = Date.now() % 1_000_000, count = 60] = (process.env.HALFOPEN_DRAWN ?? '')
    .split(':')
    .filter(Boolean)
    .map(Number)
  const kind = boxes.virtual
  const { signal } = new AbortController()
  await refuseNoBox(kind, signal)
  await mkdir(folder, { recursive: true })
  handOn({ output: folder })
  const chance = chanceFrom(seed)
  const draws = Array.from({ length: count }, () => draw(chance))
  const made = await sideBySide(draws, 2, async ({ step, ask }) => {
    const group: Group = [{ step, scenario: scenarioOf(step, ask, probes) }]
    const measured = await measure(group, ask, { kind, folder, signal })
    return measured.map(one => ({ ...one, ask }))
  })
  return told(made.flat(), seed)
}

const folder = join('reports', 'out', 'drawn')

interface Draw {
  readonly step: Step
  readonly ask: Ask
}

function told(all: readonly (Measurement & { readonly ask: Ask })[], seed: number): boolean {
  const foretold = all.filter(isHeldAgainst)
  for (const one of all) {
    const way = one.ask.rttMs === undefined ? '' : ` over ${one.ask.rttMs} ms, ${one.offsetMs} ms after it was well`
    for (const words of [...missWords({ measurements: [one] }), ...doubtWords({ measurements: [one] })])
      process.stdout.write(`  ${words}${way}\n`)
  }
  const outside = foretold.filter(one => one.outside).length
  process.stdout.write(
    `  seed ${seed}: ${foretold.length} of ${all.length} draws with a prediction, ${outside} outside\n`,
  )
  const inside = figure('draws outside their windows', (100 * outside) / Math.max(1, foretold.length), '%', 1)
  return figure('draws without a figure', (100 * (all.length - foretold.length)) / all.length, '%', 40) && inside
}

function draw(chance: Chance): Draw {
  const settings = parseSettings(spelledSettings(chance))
  const rttMs = chance.of([undefined, undefined, 20, 150, 600])
  const [fault, state] = [spelledFault(chance), chance.of(states)]
  // What a state is brought about by keeps a firewall waiting.
  const spec = parseFaultSpec(fault.startsWith('idle-firewall') ? fault : `${fault}/${state}`)
  const offsetMs = 1_000 + chance.upTo(30_000)
  const ask: Ask = {
    settings: [settings],
    faults: [spec],
    phases: 1,
    watchMs,
    soakMs: 600_000,
    clock: 'virtual',
    ...(rttMs === undefined ? {} : { rttMs }),
  }
  return { step: { settings, spec, phase: 0, offsetMs }, ask }
}

const states = ['idle', 'idle', 'awaiting-answer', 'busy', 'busy', 'connecting', 'zero-window'] as const

/** Longer than most of them take, and not as long as the kernel's own. */
const watchMs: Ms = 2_400_000

function spelledSettings(chance: Chance): string {
  const one = (share: number, words: () => string) => (chance.share() < share ? [words()] : [])
  const items = [
    ...one(0.6, () => `keepalive=${1 + chance.upTo(90)}/${1 + chance.upTo(30)}/${1 + chance.upTo(9)}`),
    ...one(0.35, () => `user-timeout=${500 + chance.upTo(60_000)}ms`),
    ...one(0.35, () => {
      const every = 300 + chance.upTo(15_000)
      return chance.share() < 0.2 ? `heartbeat=${every}ms` : `heartbeat=${every}ms/${100 + chance.upTo(8_000)}ms`
    }),
    ...one(0.3, () => `retries2=${chance.upTo(9)}`),
    ...one(0.3, () => `syn-retries=${1 + chance.upTo(4)}`),
  ]
  return items.length === 0 ? 'off' : items.join(',')
}

function spelledFault(chance: Chance): string {
  const soon = () => 200 + chance.upTo(40_000)
  return chance.of<() => string>([
    () => 'power-off',
    () => 'black-hole',
    () => 'link-down',
    () => 'process-kill',
    () => 'frozen-peer',
    () => `blip=${soon()}ms`,
    () => `blip=${soon()}ms`,
    () => `reboot=${soon()}ms`,
    () => `takeover=${soon()}ms`,
    () => chance.of(['reject', 'reject=host-unreachable']),
    () => `idle-firewall=${1 + chance.upTo(120)}s${chance.of(['', ',reset'])}`,
  ])()
}
