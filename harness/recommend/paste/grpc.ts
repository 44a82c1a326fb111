// gRPC: pings of its own over HTTP/2, for which client and server have to agree, and no sooner than every ten seconds.
import type { Settings } from '../../model/settings.ts'
import { type Requirements, statesOf } from '../requirements.ts'
import { latestMs, losses, sitsOut } from '../satisfies.ts'
import { type Given, largest, type Paste } from './paste.ts'

/** Pings instead of probes, whatever else is recommended: they also tell a frozen server. */
export function grpc({ requirements }: Given): Paste {
  const pings = pingsFor(requirements)
  const program = 'gRPC'
  const source = 'https://grpc.io/docs/guides/keepalive/'
  if (!pings)
    return {
      program,
      version: 'all',
      lines: [],
      note: `A client may ping every 10 s at the soonest (proposal A8): that and an answer deadline do not fit into ${requirements.withinMs / 1_000} s. Set keepalive of TCP by the sysctls, or a deadline for each call.`,
      source,
    }
  const { timeS, timeoutS } = pings
  return {
    program,
    version: 'grpc-go; C++, Python, Ruby, C#, @grpc/grpc-js by their channel arguments',
    lines: [
      `grpc.WithKeepaliveParams(keepalive.ClientParameters{Time: ${timeS} * time.Second, Timeout: ${timeoutS} * time.Second, PermitWithoutStream: true})`,
      `grpc.KeepaliveEnforcementPolicy(keepalive.EnforcementPolicy{MinTime: ${minTimeS} * time.Second, PermitWithoutStream: true})   // the server`,
      `grpc.keepalive_time_ms=${timeS * 1_000} grpc.keepalive_timeout_ms=${timeoutS * 1_000} grpc.keepalive_permit_without_calls=1 grpc.http2.max_pings_without_data=0`,
      `grpc.http2.min_ping_interval_without_data_ms=${minTimeS * 1_000} grpc.keepalive_permit_without_calls=1   # the server`,
    ],
    note: `Without its part a server takes pings every 5 min only, and sends whoever pings more often away (too_many_pings). An idle channel is noticed within ${timeS + timeoutS} s, and the timeout is TCP_USER_TIMEOUT as well (not in grpc-js).`,
    source,
  }
}

/** KeepaliveMinPingTime of grpc-go; proposal A8 asks it of all clients. */
const minTimeS = 10

/** The shortest deadline that sits the silence out, and the longest period that leaves room for it. */
function pingsFor(requirements: Requirements): { timeS: number; timeoutS: number } | undefined {
  const states = statesOf({ ...requirements, connecting: false })
  const settings = (timeS: number, timeoutS: number): Settings => ({
    heartbeat: { everyMs: timeS * 1_000, deadlineMs: timeoutS * 1_000 },
    userTimeoutMs: timeoutS * 1_000,
  })
  const most = Math.floor(requirements.withinMs / 1_000) - minTimeS
  const calm = (timeoutS: number) =>
    states.every(state => sitsOut(settings(minTimeS, timeoutS), state, requirements.tolerateMs))
  const timeoutS = most - largest(most - 1, shorter => calm(most - shorter))
  if (most < 1 || !calm(timeoutS)) return undefined
  const inTime = (timeS: number) =>
    states.every(state =>
      losses.slice(0, 2).every(loss => latestMs(settings(timeS, timeoutS), state, loss) <= requirements.withinMs),
    ) && requirements.limits.every(({ idleMs }) => timeS * 1_000 + 100 < idleMs)
  const timeS = largest(Math.floor(requirements.withinMs / 1_000), inTime)
  return timeS < minTimeS ? undefined : { timeS, timeoutS }
}
