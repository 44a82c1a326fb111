// Whether other settings of its host would have met a bound: an advice that was not tried, if only on paper, is a guess.
import { idleLimitOf } from '../faults/all.ts'
import type { Bound } from '../model/bound.ts'
import type { SocketSettings } from '../model/found.ts'
import { hostOf } from '../model/observer.ts'
import type { Run } from '../model/report.ts'
import type { Settings } from '../model/settings.ts'
import { isFault, type StepRecord } from '../model/step.ts'
import type { HostName } from '../model/units.ts'
import { predictionOf } from './prediction-of.ts'
import { foundBy, isShown, settingsSeen } from './seen-settings.ts'

/** Noticed in time, in whichever phase the fault comes where there were several, or kept from being lost at all; `orNever`: as far as its peer acknowledges itself, and no proxy does. */
export function wouldNotice(
  settings: Settings,
  bound: Extract<Bound, { expect: 'detection' }>,
  run: Run,
  { orNever: mayBeNever = false } = {},
): boolean {
  const name = hostOf(bound.by)
  const asItWrote = name !== undefined && isOfItsKernel(settings, name, run)
  const hosts = run.hosts.map(({ undeclared, ...host }) =>
    host.name === name
      ? { ...host, settings, ...(asItWrote && undeclared ? { undeclared } : {}) }
      : { ...host, ...(undeclared ? { undeclared } : {}) },
  )
  const steps = run.steps.map(step => (asItWrote ? setTo(settings, name, step) : asDeclared(step)))
  const phases = (run.phases?.each.length ?? 1) > 1 ? { anyPhase: true as const } : {}
  const { window, mechanism, orNever } =
    predictionOf(bound, { ...run, ...phases, hosts, seen: { ...run, steps } }) ?? {}
  if (mechanism === 'survived') return forgets(steps.find(({ id }) => id === bound.since))
  return typeof window === 'object' && (mayBeNever || !orNever) && window[1] <= bound.withinMs
}

/** Of a program that declares nothing it is known what it wrote, and nothing else: its sockets as they were, set otherwise, tell the rest. */
function isOfItsKernel({ heartbeat, ...settings }: Settings, name: HostName, { hosts, steps }: Run): boolean {
  const own = heartbeat ?? settings.asksEveryMs ?? settings.readDeadlineMs ?? settings.requestTimeoutMs
  const isUndeclared = hosts.some(host => host.name === name && host.undeclared)
  const wasSeen = steps.some(({ found = [] }) => found.some(one => one.from === name && isShown(one)))
  return own === undefined && isUndeclared && wasSeen
}

function setTo(
  { keepalive, userTimeoutMs, synRetries, rtoMaxMs }: Settings,
  name: HostName,
  { found, ...step }: StepRecord,
): StepRecord {
  const set: SocketSettings = {
    ...(keepalive ? { keepalive } : {}),
    ...(userTimeoutMs === undefined ? {} : { userTimeoutMs }),
    ...(synRetries === undefined ? {} : { synRetries }),
    ...(rtoMaxMs === undefined ? {} : { rtoMaxMs }),
  }
  if (!found) return step
  return {
    ...step,
    found: found.map(one => (one.from === name && isShown(one) ? { ...one, socket: { ...one.socket, set } } : one)),
  }
}

/** What its sockets were set to is what is to be changed. */
function asDeclared({ found: _, ...step }: StepRecord): StepRecord {
  return step
}

/** Only what a firewall would forget can be kept: to anything else a survivor is blind. */
function forgets(step: Pick<StepRecord, 'does'> | undefined): boolean {
  return step !== undefined && isFault(step.does) && idleLimitOf(step.does) !== undefined
}

/** What a host goes by: as its sockets showed where they did, with what else was declared. */
export function settingsOf({ hosts, steps }: Pick<Run, 'hosts' | 'steps'>, { by, since }: Bound): Settings {
  const host = hosts.find(({ name }) => name === hostOf(by))
  if (!host) return {}
  const step = steps.find(({ id }) => id === since)
  const [shown] = host.connectsTo
    .flatMap(to => foundBy(Number.POSITIVE_INFINITY, step, { from: host.name, to }))
    .filter(isShown)
  return shown ? settingsSeen(host.settings, shown, step?.sysctls?.[host.name]) : host.settings
}
