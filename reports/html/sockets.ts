// What the sockets said: each connection, what its client's socket was set to, how each fault found it, and the last that its kernel showed.
import type { Connection } from '../../harness/model/connection.ts'
import { formatSettings } from '../../harness/model/format-settings.ts'
import type { Observation } from '../../harness/model/observation.ts'
import { kernelOf } from '../../harness/model/observer.ts'
import type { Run } from '../../harness/model/report.ts'
import type { StepRecord } from '../../harness/model/step.ts'
import { foundWords } from '../found.ts'
import { pathName } from './lanes.ts'
import type { SocketView } from './view.ts'

/** Of very many the first ones. */
const most = 200

/** A row for each connection. */
export function socketsOf(run: Run): readonly SocketView[] {
  const last = new Map<string, Observation>()
  for (const seen of run.observations)
    if (seen.connection !== undefined) last.set(`${seen.by} ${seen.connection}`, seen)
  return run.connections.slice(0, most).map(connection => socketOf(connection, run.steps, last))
}

function socketOf(
  connection: Connection,
  steps: readonly StepRecord[],
  lastOf: ReadonlyMap<string, Observation>,
): SocketView {
  const { id, from, protocol, local, remote, bornMs, set } = connection
  const last = lastOf.get(`${kernelOf(from)} ${id}`)
  return {
    name: `${id}: ${pathName(connection)}${protocol === 'udp' ? ', UDP' : ''}`,
    ends: local && remote ? `${local.address} port ${local.port} to ${remote.address} port ${remote.port}` : '',
    born: bornMs,
    atBirth: set ? formatSettings(set) : '',
    atFault: steps.flatMap(({ does, found = [] }) => {
      const words = foundWords(found.filter(one => one.connection === id))
      return words === undefined ? [] : [`${does.kind}: ${words}${doubled(found, id)}`]
    }),
    last: last ? `${last.code === undefined ? '' : `${last.code}: `}${last.detail}` : '',
  }
}

/** How often its timer had doubled. */
function doubled(found: NonNullable<StepRecord['found']>, id: number): string {
  const backoff = found.find(one => one.connection === id)?.socket?.backoff
  return backoff ? `, doubled ${backoff} times` : ''
}
