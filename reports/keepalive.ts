// The kernel's rules for dead peers as a page: each rule in words, with its source, and below it what was measured of it.

import { formatFaultSpec } from '../harness/faults/spelling.ts'
import type { Measured, Measurement } from '../harness/model/comparison.ts'
import { formatSettings } from '../harness/model/format-settings.ts'
import { predictedWords, rangeWords } from './compare/cells.ts'
import { missWords, namesOf } from './compare/notes.ts'
import { count } from './count.ts'
import { type Rule, rules } from './keepalive/rules.ts'
import { tableOf } from './markdown/table.ts'

/** The page as Markdown: the same for the same measurements. */
export function renderKeepalive(all: readonly Measured[]): string {
  const intro = [
    '# Keepalive, and what else decides when a dead peer is noticed',
    `Generated from ${measuredWords(all)}. Not written by hand: \`npm run bench predictions\`, then \`node reports/keepalive.build.ts\`.`,
    'Each time is from the fault to the moment at which the program was told, the least and the greatest of so many evenly spaced phases. A kernel counts from what it heard last, so that a fault in the middle of its idle time is noticed sooner; predictions take that into account.',
  ]
  return `${[...intro, ...rules.map(rule => section(rule, all)), misses(all)].join('\n\n')}\n`
}

function measuredWords(all: readonly Measured[]): string {
  return [...Map.groupBy(all, ({ clock, kernel }) => `${clock} time${kernelWords(kernel)}`)]
    .map(([where, made]) => `${count(made.flatMap(one => one.measurements).length, 'measurement')} in ${where}`)
    .join(' and ')
}

function kernelWords(kernel: Measured['kernel']): string {
  return kernel ? ` on Linux ${/^\d+\.\d+/.exec(kernel.release)?.[0] ?? kernel.release}` : ''
}

function section({ title, text, shown }: Rule, all: readonly Measured[]): string {
  const groups = all.flatMap(({ measurements, ...where }) =>
    [
      ...Map.groupBy(
        measurements.filter(one => shown({ ...one, ...where })),
        namesOf,
      ).values(),
    ].flatMap(([first, ...more]) => (first ? [[where, [first, ...more]] as const] : [])),
  )
  const head = ['settings', 'fault', 'round trip', 'clock', 'n', 'measured', 'predicted', 'inside']
  const rows = groups.map(([where, made]) => row(where, made))
  return [`## ${title}`, text, ...(rows.length > 0 ? [tableOf(head, rows)] : [])].join('\n\n')
}

/** What fell outside its prediction is shown, and not left out. */
function misses(all: readonly Measured[]): string {
  const found = all.flatMap(({ clock, measurements }) =>
    missWords({ measurements }).map(words => `- In ${clock} time ${words}`),
  )
  return ['## Measured outside what was predicted', found.join('\n') || 'Nothing.'].join('\n\n')
}

function row(
  { clock, rttMs }: Pick<Measured, 'clock' | 'rttMs'>,
  made: readonly [Measurement, ...Measurement[]],
): string[] {
  const told = made.filter(({ found }) => found.kind !== 'doubt')
  const windows = made.flatMap(({ predicted }) => (Array.isArray(predicted) ? [predicted] : []))
  const low = Math.min(...windows.map(([from]) => from))
  const high = Math.max(...windows.map(([, to]) => to))
  const never = made.every(({ predicted }) => predicted === 'never')
  return [
    `\`${formatSettings(made[0].settings)}\``,
    formatFaultSpec(made[0]),
    rttMs === undefined ? '< 1 ms' : `${rttMs} ms`,
    clock,
    String(told.length),
    measuredFigures(told),
    predictedWords(never ? { predicted: 'never' } : windows.length > 0 ? { predicted: [low, high] } : {}),
    `${told.filter(({ outside }) => !outside).length} of ${told.length}`,
  ]
}

/** Of a living peer that was given up: when that was. */
function measuredFigures(told: readonly Measurement[]): string {
  const figures = told.map(({ found }) => {
    if (found.kind === 'detected') return found.afterMs
    return found.kind === 'soaked' ? (found.mistakes[0]?.fromMs ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY
  })
  const [least, greatest] = [Math.min(...figures), Math.max(...figures)]
  if (least === Number.POSITIVE_INFINITY) return 'never'
  if (greatest === Number.POSITIVE_INFINITY) return `${rangeWords({ min: { ms: least }, max: { ms: least } })} or never`
  return rangeWords({ min: { ms: least }, max: { ms: greatest } })
}
