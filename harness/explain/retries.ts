// When the caller of a client hears of a loss that the client has noticed: one that tries again in silence says nothing until it gives up.
import { parseSettings } from '../define/settings.ts'
import type { Client, Retries } from '../facts/clients.ts'
import { silences } from '../faults/all.ts'
import type { ConnectionState } from '../model/connection-state.ts'
import type { Fault } from '../model/fault.ts'
import type { Kernel } from '../model/kernel.ts'
import type { Ms } from '../model/units.ts'
import { predict } from '../predict/predict.ts'

/** Counted from the fault. Undefined where it tells at once, or where its next connect is answered, and it has recovered. */
export function toldIn(client: Client, { fault, state, kernel, noticed: [from, to] }: Loss): Window | undefined {
  const { retries, connectTimeoutMs } = client
  if (!retries || connectTimeoutMs === undefined) return undefined
  if (isAccepted(fault, kernel)) return unanswered(client, retries, { state, noticed: [from, to] })
  if (!isUnanswered(fault, kernel)) return undefined
  const { connects, pausesMs } = retries
  const [least, most] = [0, 1].map(i => connects * connectTimeoutMs + (pausesMs[i] ?? 0))
  if (least === undefined || most === undefined) return undefined
  if (state === 'connecting') return connects > 1 ? [least, most] : undefined
  const times = timesOf(retries, state)
  return [from + times * least, to + times * most + (times > 1 ? pausesMs[1] : 0)]
}

interface Loss {
  readonly fault: Fault
  readonly state: ConnectionState
  readonly kernel: Kernel
  readonly noticed: Window
}

type Window = readonly [Ms, Ms]

/** What was asked is asked again; who only listened connects again. */
function timesOf({ requests }: Retries, state: ConnectionState): number {
  return state === 'awaiting-answer' || state === 'data-in-flight' ? requests : 1
}

/** Its connects are accepted by a kernel whose program sleeps: each question waits for an answer as long as the first. */
function unanswered(
  { settings }: Client,
  retries: Retries,
  { state, noticed }: Pick<Loss, 'state' | 'noticed'>,
): Window | undefined {
  const { requestTimeoutMs } = parseSettings(settings)
  const times = timesOf(retries, state)
  if (requestTimeoutMs === undefined || times < 2) return undefined
  return [
    noticed[0] + times * requestTimeoutMs + retries.pausesMs[0],
    noticed[1] + times * requestTimeoutMs + retries.pausesMs[1],
  ]
}

function isAccepted(fault: Fault, kernel: Kernel): boolean {
  if (!silences(fault).some(({ what }) => what === 'program')) return false
  return predict({ settings: {}, fault, state: 'connecting', sinceMs: 0, kernel }).window === 'never'
}

/** A SYN goes unanswered for as long as the kernel tries. */
function isUnanswered(fault: Fault, kernel: Kernel): boolean {
  const { window, orNever, mechanism } = predict({ settings: {}, fault, state: 'connecting', sinceMs: 0, kernel })
  return window !== 'never' && !orNever && mechanism === 'syn-retries'
}
