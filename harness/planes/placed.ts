// A command at its place: every address, port and folder filled in.
import { HalfopenError } from '../kit/errors.ts'
import type { ProcessSpec } from '../kit/process.ts'
import { fillCommand, fillText, self } from '../model/placeholders.ts'
import type { Command, SubjectSpec } from '../model/subject.ts'
import { asksForSettings, toldSettings } from '../model/told-settings.ts'
import type { HostName } from '../model/units.ts'

/** An address to listen on or to connect to. `ports`: further ones by name. */
export interface Endpoint {
  host: string
  port: number
  ports?: Readonly<Record<string, number>>
}

/** Where a program listens, where its host is, where it reaches another host, and the folder that its host has. */
export interface Addresses {
  /** Whose place it is to take, where it stands in for another: it may listen on an address that it does not have yet. */
  readonly own: Endpoint
  readonly self: Endpoint
  readonly of: (host: HostName) => Endpoint
  readonly dir?: string
}

/** What to start, for a command that names these other hosts. */
export function placed(command: Command, named: Named, at: Addresses): ProcessSpec {
  const { file, args, env = {}, cwd, user, stdin } = fillCommand(command, textsAt(named, at))
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
export function placedText(text: string, named: Named, at: Addresses): string {
  return fillText(text, textsAt(named, at))
}

/** `name`: by which it may call itself, too. */
interface Named {
  readonly name?: HostName
  readonly connectsTo: readonly HostName[]
}

function textsAt({ name, connectsTo }: Named, at: Addresses): Readonly<Record<string, string>> {
  const others = connectsTo.map(other => [`${other}.`, at.of(other)] as const)
  const itself = [self, ...(name === undefined ? [] : [name])].map(own => [`${own}.`, at.self] as const)
  const ends = [['', at.own] as const, ...itself, ...others]
  const addresses = ends.flatMap(([prefix, { host, port, ports = {} }]) => [
    [`{${prefix}host}`, host],
    [`{${prefix}port}`, String(port)],
    ...Object.entries(ports).map(([name, number]) => [`{${prefix}port.${name}}`, String(number)]),
  ])
  return Object.fromEntries([
    [`{${self}}`, at.self.host],
    ...addresses,
    ...(at.dir === undefined ? [] : [['{dir}', at.dir]]),
  ])
}

/** The command of a program with the settings that it declares, since nobody tries others here. Throws E_COMMAND where its command takes settings and it declares none. */
export function withOwnSettings({ name, command, settings, undeclared }: Declaring): Command {
  if (!undeclared) return toldSettings(command, settings)
  if (!asksForSettings(command)) return command
  throw new HalfopenError('E_COMMAND', `Cannot start "${name}": its command takes {settings}, and it declares none`, {
    fix: "Declare what it is to be run with, as command('...', { settings: 'keepalive=10/5/3' }), or 'off'",
  })
}

type Declaring = Pick<SubjectSpec, 'name' | 'command' | 'settings' | 'undeclared'>
