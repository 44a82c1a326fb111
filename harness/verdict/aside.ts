// A fault that lies beside all traffic takes nothing away from anybody, however well it bites: who stays silent then has shown nothing.
import { touches } from '../faults/paths.ts'
import type { Connection } from '../model/connection.ts'
import { type Host, pathsOf } from '../model/host.ts'
import { type Action, isFault } from '../model/step.ts'

/** Why a fault between two hosts is on nobody's way; undefined where it is on somebody's, or may be. */
export function asideWords(does: Action, { hosts, connections }: Traffic): string | undefined {
  if (!isFault(does) || !('between' in does) || !does.between) return undefined
  const ways = [...pathsOf(hosts), ...connections]
  const known = does.between.every(name => hosts.some(host => host.name === name))
  if (!known || ways.some(path => touches(does, path))) return undefined
  return `${does.kind} struck nobody: nothing went between ${does.between.join(' and ')}`
}

interface Traffic {
  readonly hosts: readonly Pick<Host, 'name' | 'connectsTo'>[]
  readonly connections: readonly Connection[]
}
