// A report of schema 1, of a client and its server, as one of schema 2: every field in the place that it has now. Whether it fits is not asked
// here: what is no object or no list stays as it is, for the schema to refuse.

/** The report with what it says in its new places. */
export function upgradeReport(report: Fields): Fields {
  return { ...report, schema: 2, runs: each(report.runs, upgradeRun) }
}

/** An object out of JSON. */
export type Fields = Readonly<Record<string, unknown>>

/** The evidence of a run was that of its first fault: it is kept there. */
function upgradeRun({ settings, injections, cutAtMs, evidence: _first, verdict, ...run }: Fields): Fields {
  const upgraded = {
    ...run,
    verdict: change(verdict, upgradeVerdict),
    ...('fault' in run ? { fault: change(run.fault, upgradeFault) } : {}),
    steps: Array.isArray(injections)
      ? injections.map((one, id) => change(one, fields => upgradeStep(fields, id)))
      : injections,
    lines: each(run.lines, line => renamed(line, { role: 'host' })),
    observations: each(run.observations, upgradeObservation),
    connections: [],
    bounds: each(run.bounds, upgradeResult),
  }
  const hosts = hostsOf(settings, namesStandby(upgraded))
  const cuts =
    cutAtMs === undefined ? [] : hosts.map(({ name }) => ({ by: `${name}-app`, atMs: cutAtMs, why: linesCut }))
  return { ...upgraded, hosts, cuts }
}

const linesCut = 'lines of output were not kept'

/** Nobody wrote down what the programs were called: they are called as their hosts. */
function hostsOf(settings: unknown, standby: boolean): readonly Fields[] {
  const server = { program: 'server', connectsTo: [], listens: true, settings: {} }
  return [
    { ...server, name: 'server' },
    ...(standby ? [{ ...server, name: 'standby', program: 'standby', standsInFor: 'server' }] : []),
    { name: 'client', program: 'client', connectsTo: ['server'], listens: false, settings },
  ]
}

function upgradeFault(fault: Fields): Fields {
  return fault.kind === 'takeover' ? { host: 'server', by: 'standby', ...fault } : fault
}

function upgradeStep({ fault, quietMs, evidence, ...step }: Fields, id: number): Fields {
  return {
    id,
    does: change(fault, upgradeFault),
    ...step,
    ...(quietMs === undefined ? {} : { quietMs: { client: quietMs } }),
    ...(evidence === undefined ? {} : { evidence: { text: evidence, facts: {} } }),
  }
}

function upgradeObservation(seen: Fields): Fields {
  const upgraded = renamed(seen, { vantage: 'by', sign: 'kind' })
  const stale = upgraded.by === 'client-app' ? countIn(String(seen.detail)) : undefined
  return stale ? { ...upgraded, stale } : upgraded
}

/** What a scenario was not written for was told by its reason's first words. */
function upgradeVerdict(verdict: Fields): Fields {
  const unwritten = verdict.status === 'skip' && String(verdict.reason).startsWith('written for ')
  return unwritten ? { ...verdict, why: 'not-written-for' } : verdict
}

function upgradeResult({ injection = 0, verdict, ...result }: Fields): Fields {
  const upgraded = renamed(result, { predictedBecause: 'predictedReason' })
  const bound = change(result.bound, fields => ({ ...renamed(fields, { from: 'by' }), since: injection }))
  const judged = { ...upgraded, bound, verdict: change(verdict, upgradeVerdict) }
  return { ...judged, ...('outcome' in result ? { outcome: change(result.outcome, upgradeOutcome) } : {}) }
}

function upgradeOutcome(outcome: Fields): Fields {
  return {
    ...outcome,
    ...('by' in outcome ? { by: change(outcome.by, upgradeObservation) } : {}),
    ...(outcome.kind === 'recovered' ? { from: 'healing' } : {}),
  }
}

/** What a client counted itself since an outage began stood in its words only: `17 stale answers in 1.6 s`, `stale answers: 12`. */
function countIn(detail: string): Fields | undefined {
  const found =
    /(?<count>\d[\d,]*) stale answers?(?: in (?<seconds>[\d.]+) s\b)?|stale answers?: ?(?<total>\d[\d,]*)/i.exec(detail)
  const { count, seconds, total } = found?.groups ?? {}
  const figure = count ?? total
  if (figure === undefined) return undefined
  const forMs = seconds === undefined ? {} : { forMs: Number(seconds) * 1_000 }
  return { answers: Number(figure.replaceAll(',', '')), ...forMs }
}

/** Whether anything was done to a standby, seen of it or demanded of it. */
function namesStandby({ fault, steps, lines, observations, bounds, network }: Fields): boolean {
  const faults = [fault, ...all(steps).map(({ does }) => does)]
  const named = [...all(faults), ...all(lines), ...all(observations), ...all(all(bounds).map(({ bound }) => bound))]
  const names = named.flatMap(({ host, by }) => [host, by])
  const [sysctls] = all(all([network]).map(one => one.sysctls))
  return 'standby' in (sysctls ?? {}) || names.some(name => /^standby(-app|-kernel)?$/.test(String(name)))
}

function renamed(fields: Fields, names: Readonly<Record<string, string>>): Fields {
  const newName = new Map(Object.entries(names))
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [newName.get(name) ?? name, value]))
}

function each(list: unknown, upgrade: (fields: Fields) => Fields): unknown {
  return Array.isArray(list) ? list.map(one => change(one, upgrade)) : list
}

function change(value: unknown, upgrade: (fields: Fields) => Fields): unknown {
  return isFields(value) ? upgrade(value) : value
}

/** The objects of a list. */
function all(list: unknown): readonly Fields[] {
  return Array.isArray(list) ? list.filter(isFields) : []
}

/** Whether it is an object, and no list. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
