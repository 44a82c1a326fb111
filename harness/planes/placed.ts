// A command at its place: every address, port and folder filled in.
import type { ProcessSpec } from '../kit/process.ts'
import { fillCommand, fillText } from '../model/placeholders.ts'
import type { Command } from '../model/subject.ts'
import type { HostName } from '../model/units.ts'

/** An address to listen on or to connect to. `ports`: further ones by name. */
export interface Endpoint {
  host: string
  port: number
  ports?: Readonly<Record<string, number>>
}

/** Where a program listens, where it reaches another host, and the folder that its host has. */
export interface Addresses {
  readonly own: Endpoint
  readonly of: (host: HostName) => Endpoint
  readonly dir?: string
}

/** What to start, for a command that names these other hosts. */
export function placed(command: Command, { connectsTo }: Named, at: Addresses): ProcessSpec {
  const { file, args, env = {}, cwd, user, stdin } = fillCommand(command, textsAt(connectsTo, at))
  return {
    file,
    args,
    env,
    ...(cwd === undefined ? {} : { cwd }),
    ...(user === undefined ? {} : { user }),
    ...(stdin === undefined ? {} : { stdin }),
  }
}

/** A text with all placeholders filled in. */
export function placedText(text: string, { connectsTo }: Named, at: Addresses): string {
  return fillText(text, textsAt(connectsTo, at))
}

interface Named {
  readonly connectsTo: readonly HostName[]
}

function textsAt(connectsTo: readonly HostName[], at: Addresses): Readonly<Record<string, string>> {
  const ends = [['', at.own] as const, ...connectsTo.map(name => [`${name}.`, at.of(name)] as const)]
  const addresses = ends.flatMap(([prefix, { host, port, ports = {} }]) => [
    [`{${prefix}host}`, host],
    [`{${prefix}port}`, String(port)],
    ...Object.entries(ports).map(([name, number]) => [`{${prefix}port.${name}}`, String(number)]),
  ])
  return Object.fromEntries([...addresses, ...(at.dir === undefined ? [] : [['{dir}', at.dir]])])
}
