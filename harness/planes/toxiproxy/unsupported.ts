// What this plane cannot show, and why: Toxiproxy's own kernel acknowledges data and answers keepalive probes, whatever it does with bytes.
import { hostsOf, idleLimitOf, silences, whereOf } from '../../faults/all.ts'
import type { Bound } from '../../model/bound.ts'
import type { Fault } from '../../model/fault.ts'
import { isClient, pathsOf } from '../../model/host.ts'
import { isKernel, type Path, readObserver } from '../../model/observer.ts'
import { portsOfOthersIn } from '../../model/placeholders.ts'
import type { Settings } from '../../model/settings.ts'
import { type Action, isFault } from '../../model/step.ts'
import type { Ms, Observer } from '../../model/units.ts'
import { competitionMissing } from '../competitor.ts'
import { called } from '../host-words.ts'
import type { Claimed } from '../plane.ts'
import { missing } from './injectors.ts'
import { slowedTwice } from './slowed-twice.ts'
import { leadingTo } from './ways.ts'

/** The reason, or undefined where the claim can be shown. */
export function unsupported(claim: Claimed): string | undefined {
  const { steps, bounds = [] } = claim
  const faults = steps.map(({ does }) => does).filter(isFault)
  const unknown = firstOf([...claim.hosts.map(uncarriable), ...faults.map(({ kind }) => missing(kind))])
  if (unknown !== undefined) return unknown
  const lacking = firstOf([
    ...faults.map(fault => nowhere(fault, claim)),
    ...faults.map(otherProtocol),
    beyondBytes(claim),
    ...claim.hosts.flatMap(({ program }) => portsOfOthersIn(program).map(uncarried)),
    ...faults.map(beyondFault),
    ...steps.map(({ does }) => beyondHealing(does, claim)),
    slowedTwice(claim),
  ])
  if (lacking !== undefined) return lacking
  const witnesses = bounds.length > 0 ? bounds.map(({ by }) => settingsOf(by, claim)) : [settingsOf('wire', claim)]
  return firstOf([
    ...bounds.map(kernelObserver),
    ...witnesses.flatMap(settings => faults.map(fault => deafDetector(fault, settings))),
    ...bounds.map(bound => kernelCode(bound, settingsOf(bound.by, claim))),
    ...faults.flatMap(fault => pathsOf(claim.hosts).map(path => unseenProbes(fault, path, claim))),
  ])
}

/** Toxiproxy listens and dials with TCP, and nothing else. */
export function uncarriable({
  name,
  program: { protocol },
}: Pick<Claimed['hosts'][number], 'name' | 'program'>): string | undefined {
  return protocol === 'udp' ? `Toxiproxy carries TCP only, and ${name} speaks UDP` : undefined
}

/** A fault of a host that is not there, or of a path. */
function nowhere(fault: Fault, { hosts }: Claimed): string | undefined {
  const nobody = hostsOf(fault).find(name => !hosts.some(host => host.name === name))
  if (nobody !== undefined) return `${fault.kind} needs a host ${nobody}, and there is none`
  const { toward = 'both', between } = whereOf(fault)
  const concerns = leadingTo(toward, between)
  if (pathsOf(hosts).some(path => concerns(path).length > 0)) return undefined
  return `${fault.kind} needs a path that it is about, and none leads there`
}

function uncarried({ host, port }: { host: string; port: string }): string {
  return `a proxy carries the way to the one port of ${host} that {port} is, and not to {${host}.port.${port}}`
}

/** What is carried here is TCP, and a box's limit may be that of UDP. */
function otherProtocol(fault: Fault): string | undefined {
  const { box, protocol } = idleLimitOf(fault) ?? {}
  return protocol === 'udp' ? `the limit of ${box} is that of UDP, and Toxiproxy carries TCP only` : undefined
}

/** What takes packets, addresses or a network of one's own. */
function beyondBytes({ hosts, state, network, names }: Claimed): string | undefined {
  if (hosts.some(({ standsInFor }) => standsInFor !== undefined))
    return 'a standby takes an address over, and here there are no addresses to take, only ports of one machine'
  if (state !== undefined)
    return `Toxiproxy ends the connection itself, so "${state}" would be its state and not the peer's`
  if (names)
    return "the programs ask this machine's own resolver, and what a name stands for is not the scenario's to choose"
  if (network?.nat) return 'NAT rewrites packets, and Toxiproxy carries bytes between connections of its own'
  if (network)
    return "the programs use this machine's own network, whose family and settings are not the scenario's to choose"
  return undefined
}

/** What takes packets, or a kernel of one's own. */
function beyondFault(fault: Fault): string | undefined {
  const { port, connection } = whereOf(fault)
  if (port !== undefined)
    return 'a host has one port here, which nobody knows before it is chosen: name its path by between'
  if (connection !== undefined)
    return 'a proxy of Toxiproxy is a whole path: one connection of it cannot be struck alone'
  if (fault.kind === 'slow' && fault.lossPercent !== undefined)
    return 'Toxiproxy carries bytes and no packets, so there is nothing that it could lose'
  if (fault.kind === 'slow' && ![fault.delayMs, fault.jitterMs ?? 0].every(isItsDelay))
    return 'Toxiproxy delays by whole milliseconds, of which it counts no more than a hundred years'
  if ((fault.kind === 'cpu-starvation' || fault.kind === 'cpu-competition') && process.platform !== 'linux')
    return `how much CPU a program uses is read from /proc, which ${process.platform} has not`
  if (fault.kind === 'cpu-competition') return competitionMissing()
  if (process.platform === 'win32' && silences(fault).length > 0)
    return 'all processes of a host are found by ps and stopped or killed by POSIX signals, which win32 has not'
  if (fault.kind !== 'power-off') return undefined
  if (fault.backAfterMs !== undefined)
    return 'a host that comes back answers with RST for connections it no longer knows, and Toxiproxy has no such host'
  if (fault.neighbours === 'unreachable') return 'ICMP never comes from Toxiproxy, which ends each connection itself'
  return undefined
}

/** Its API reads an int64 and makes nanoseconds of it: what does not fit it refuses with "answered 400". */
function isItsDelay(ms: Ms): boolean {
  return Number.isInteger(ms) && ms <= 3_200_000_000_000
}

/** What was killed is not started again. */
function beyondHealing(action: Action, { steps }: Claimed): string | undefined {
  const healed = action.kind === 'heal' ? steps[action.step]?.does : undefined
  if (healed?.kind !== 'power-off' && healed?.kind !== 'process-kill') return undefined
  return `${called(healed.host)} is killed by ${healed.kind}, and what was killed stays dead here`
}

/** Those of the host that a bound is about, for the wire of the one that connects: the first client where no path is named. */
function settingsOf(by: Observer, { hosts }: Claimed): Settings {
  const read = readObserver(by)
  const name = read?.level === 'wire' ? read.path?.from : read?.host
  const host = name === undefined ? hosts.find(isClient) : hosts.find(other => other.name === name)
  return host?.program.settings ?? {}
}

function kernelObserver({ by }: Bound): string | undefined {
  if (!isKernel(by)) return undefined
  return `the programs' kernels talk to Toxiproxy and not to each other: what ${by} sees is not the fault`
}

/** A loss that the kernel would notice first, or alone, never comes here. */
function deafDetector(fault: Fault, settings: Settings): string | undefined {
  if (fault.kind === 'process-kill' || fault.kind === 'none') return undefined
  const [name, kernelMs] = kernelDetector(settings)
  if (name === undefined) return undefined
  const applicationMs = applicationDetector(settings)
  const why = `Toxiproxy's own kernel answers ${name === 'SO_KEEPALIVE' ? 'keepalive probes' : 'for the peer'}`
  if (applicationMs === undefined) return `${why}, so ${name} never fires here`
  if (answersOn.has(fault.kind) || kernelMs >= applicationMs) return undefined
  return `${why}, so ${name} never fires here, and it would be faster than the program's own detector`
}

/** The peer's own kernel answers too, so that its kernel's detectors would not fire anywhere. */
const answersOn: ReadonlySet<Fault['kind']> = new Set(['frozen-peer', 'cpu-starvation', 'cpu-competition'])

function kernelDetector({
  keepalive,
  userTimeoutMs,
}: Settings): readonly [string, Ms] | readonly [undefined, undefined] {
  if (userTimeoutMs !== undefined) return ['TCP_USER_TIMEOUT', userTimeoutMs]
  if (keepalive) return ['SO_KEEPALIVE', keepalive.idleMs + keepalive.intervalMs * keepalive.count]
  return [undefined, undefined]
}

/** The longest that the program's own detectors can take. */
function applicationDetector({ heartbeat, readDeadlineMs }: Settings): Ms | undefined {
  const beat = heartbeat?.deadlineMs === undefined ? [] : [heartbeat.everyMs + heartbeat.deadlineMs]
  const all = [...beat, ...(readDeadlineMs === undefined ? [] : [readDeadlineMs])]
  return all.length > 0 ? Math.min(...all) : undefined
}

const kernelCodes = ['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN']

function kernelCode(bound: Bound, settings: Settings): string | undefined {
  const code = bound.expect === 'detection' ? bound.code : undefined
  if (code === undefined || !kernelCodes.includes(code) || applicationDetector(settings) !== undefined) return undefined
  return `${code} comes from a kernel that gets no answer, and Toxiproxy's own kernel always answers`
}

/** Probes are packets, but they pass no byte: a real firewall would be kept awake by them, the tap's is not. */
function unseenProbes(fault: Fault, { from, to }: Path, { hosts }: Claimed): string | undefined {
  if (fault.kind !== 'idle-firewall') return undefined
  const both = hosts.filter(({ name }) => name === from || name === to).map(({ program }) => program.settings)
  const awake = both.some(({ heartbeat }) => heartbeat && heartbeat.everyMs < fault.idleMs)
  const probing = both.some(({ keepalive }) => keepalive && keepalive.idleMs < fault.idleMs)
  return probing && !awake ? 'keepalive probes end at Toxiproxy, so they cannot keep a firewall awake here' : undefined
}

function firstOf(reasons: readonly (string | undefined)[]): string | undefined {
  return reasons.find(reason => reason !== undefined)
}
