// Faults, settings and findings of a run in plain words.
import { given, seconds } from '../../harness/kit/format-time.ts'
import type { Fault } from '../../harness/model/fault.ts'
import type { BoundResult } from '../../harness/model/report.ts'
import type { Settings } from '../../harness/model/settings.ts'
import { type Action, isFault } from '../../harness/model/step.ts'
import { askedWords } from '../phrases.ts'

/** `black-hole (toward both, for 5 s)`: the kind, and its fields whatever they are. */
export function faultWords({ kind, ...fields }: Fault): string {
  const parts = Object.entries(fields).map(([name, value]) => `${spaced(name)} ${valueWords(name, value)}`)
  return parts.length > 0 ? `${kind} (${parts.join(', ')})` : kind
}

/** `run promote.sh on b`, `heal step 0`, or the fault. */
export function actionWords(does: Action): string {
  if (isFault(does)) return faultWords(does)
  if (does.kind === 'heal') return `heal step ${does.step}`
  return `run ${[does.command.file, ...does.command.args].join(' ')} on ${does.on}`
}

/** How a client tries to notice: `keepalive 10 s, then 3 x every 5 s; read deadline 30 s`. */
export function settingsWords(settings: Settings): string {
  const { keepalive, userTimeoutMs, heartbeat, readDeadlineMs, requestTimeoutMs, ...kernel } = settings
  const answered = heartbeat?.deadlineMs === undefined ? 'one-way' : `answered within ${given(heartbeat.deadlineMs)}`
  const parts = [
    ...(heartbeat ? [`heartbeat every ${given(heartbeat.everyMs)}, ${answered}`] : []),
    ...(readDeadlineMs === undefined ? [] : [`read deadline ${given(readDeadlineMs)}`]),
    ...(keepalive
      ? [`keepalive after ${given(keepalive.idleMs)}, then ${keepalive.count} x every ${given(keepalive.intervalMs)}`]
      : []),
    ...(userTimeoutMs === undefined ? [] : [`user timeout ${given(userTimeoutMs)}`]),
    ...(requestTimeoutMs === undefined ? [] : [`request timeout ${given(requestTimeoutMs)}`]),
    ...Object.entries(kernel).map(([name, value]) => `${spaced(name)} ${valueWords(name, value)}`),
  ]
  return parts.length > 0 ? parts.join('; ') : 'no detector declared'
}

/** What was found for a bound: `noticed after 1.9 s (ETIMEDOUT: ...)`. */
export function findingWords({ outcome }: BoundResult): string {
  switch (outcome?.kind) {
    case undefined:
      return 'not judged'
    case 'detected':
      return `noticed after ${seconds(outcome.afterMs)}${askedWords(outcome)} (${outcome.by.code ?? outcome.by.kind}: ${outcome.by.detail})`
    case 'recovered':
      return `back after ${seconds(outcome.afterMs)} (${outcome.by.detail})`
    case 'silent':
      return `stayed silent for ${seconds(outcome.watchedMs)}${askedWords(outcome)}`
    case 'blind':
      return 'blind'
    default:
      return outcome satisfies never
  }
}

function spaced(name: string): string {
  return name
    .replace(/Ms$/, '')
    .replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)
    .trim()
}

function valueWords(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.join(' and ')
  return typeof value === 'number' && name.endsWith('Ms') ? given(value) : String(value)
}
