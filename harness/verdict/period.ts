// The period of a scenario's fault: what its clients declare, or what was seen on their connections as it came. Pure.

import type { Bound } from '../model/bound.ts'
import type { FoundConnection } from '../model/found.ts'
import { isClient } from '../model/host.ts'
import { hostOf } from '../model/observer.ts'
import type { BoundResult, Run, RunHost } from '../model/report.ts'
import type { Scenario } from '../model/scenario.ts'
import { isFault, type StepRecord } from '../model/step.ts'
import type { Ms } from '../model/units.ts'
import { decidingPeriodMs, keepalivePeriodMs } from '../predict/period.ts'
import { pathUnder } from './path-under.ts'
import { runHosts } from './verdicts.ts'

/** Of the clients that are to notice, or of all where a bound is about none; of several the longest. Undefined where nobody declares one. */
export function declaredPeriodMs({
  hosts,
  steps,
  bounds,
}: Pick<Scenario, 'hosts' | 'steps' | 'bounds'>): Ms | undefined {
  const clients = runHosts(hosts).filter(isClient)
  const periods = bounds.flatMap(bound => {
    const does = steps.find(({ id }) => id === bound.since)?.does
    if (!does || !isFault(does)) return []
    return ofBound(bound, clients).flatMap(host => {
      const path = pathUnder(does, host)
      return host.undeclared ? [] : (decidingPeriodMs({ settings: host.settings, fault: does, path }) ?? [])
    })
  })
  return longest(periods)
}

function ofBound({ by }: Bound, clients: readonly RunHost[]): readonly RunHost[] {
  const own = clients.filter(({ name }) => name === hostOf(by))
  return own.length > 0 ? own : clients
}

/**
 * How long the connections were silent around the first fault, and at each of the `looks` of another run, where their clients write by themselves: the
 * longest of these silences. Or else the period of the keepalive that their sockets have on: unless a program gave up before that could tell, by
 * something of its own that nothing shows.
 */
export function seenPeriodMs(
  { steps, bounds }: Pick<Run, 'steps' | 'bounds'>,
  looks: readonly Pick<StepRecord, 'found'>[] = [],
): Ms | undefined {
  const found = steps[0]?.found ?? []
  const all = [...found, ...looks.flatMap(look => look.found ?? [])]
  const silences = all.flatMap(({ quietMs, nextWriteMs }) =>
    typeof nextWriteMs === 'number' ? [quietMs + nextWriteMs] : [],
  )
  if (silences.length > 0 || bounds.some(isBeforeItsKernel)) return longest(silences)
  return longest(found.flatMap(probesOf))
}

function probesOf({ socket }: FoundConnection): readonly Ms[] {
  const { keepalive } = socket?.set ?? {}
  return keepalive ? [keepalivePeriodMs(keepalive)] : []
}

function isBeforeItsKernel({ kernelAlone, predictedMs, outcome, outsidePrediction }: BoundResult): boolean {
  if (!kernelAlone || outsidePrediction || !Array.isArray(predictedMs) || outcome?.kind !== 'detected') return false
  return outcome.afterMs + outcome.uncertaintyMs < predictedMs[0]
}

function longest(periods: readonly Ms[]): Ms | undefined {
  return periods.toSorted((a, b) => b - a).find(ms => ms > 0)
}
