// A subject from a command line: any program of any language.
import type { Says, Subject } from '../model/subject.ts'
import { parseBefore } from './before.ts'
import { nameOf, parseCommand } from './command-line.ts'
import { type CommandOptions, commandOptions } from './command-options.ts'
import { parseFiles } from './files.ts'
import { parseMemory } from './memory.ts'
import { parseProtocol } from './protocol.ts'
import { asPattern } from './ready.ts'
import { readySigns } from './ready-signs.ts'
import { parseSettingsSpec } from './settings-spec.ts'
import { refuseUnknown } from './unknown.ts'

/** A program under test, on whichever host it will run. */
export type Program = Subject

/**
 * A program by its command line, as a string (split at blanks, quotes and `\\` as in a shell, but no shell) or as a list of words.
 *
 * In the words, `env`, `cwd`, `stdin`, `files` and `before`: `{host}` and `{port}` are the address to listen on or to connect to,
 * `{port.admin}` is one more port by a name of your own, `{db.host}`, `{db.port}` and `{db.port.admin}` are those of the host db, `{self}`,
 * `{self.port}` and `{self.port.admin}` are always its own, which a client and a standby may have to say to others, and `{dir}` is the host's
 * own folder, which goes when the run is over.
 * @example command('node orders.js {host}:{port}', { connected: /db connected/, lost: /connection lost/ })
 * @throws E_COMMAND when it is empty, only a shell could run it, or a placeholder is misspelt; and for what cannot be in `before` or `files`
 * @throws E_PROTOCOL when there is no such protocol, or the settings are another's
 * @throws E_SETTINGS, E_DURATION when the settings, or a time in `before`, cannot be read
 * @throws E_MEMORY when `memory` is no size
 * @throws E_READY when `ready` is no sign of it
 * @throws E_UNKNOWN_FIELD when an option is misspelt
 */
export function command(line: string | readonly string[], options: CommandOptions = {}): Program {
  refuseUnknown('command options', options, commandOptions)
  const start = parseCommand(line, options)
  const { name = nameOf(start), files, before, ready, read, needs, memory, yields, notRepeatable } = options
  const settings = options.settings === undefined ? {} : parseSettingsSpec(options.settings, name)
  return {
    name,
    command: start,
    ...(files === undefined ? {} : { files: parseFiles(files) }),
    ...(before === undefined ? {} : { before: parseBefore(before, options) }),
    ...(ready === undefined ? {} : { ready: readySigns(ready, start, options) }),
    says: asSays(options),
    settings,
    ...(options.settings === undefined ? { undeclared: true } : {}),
    ...parseProtocol(name, options.protocol, settings),
    ...(needs === undefined ? {} : { needs }),
    ...(memory === undefined ? {} : { memoryMb: parseMemory(memory) }),
    ...(yields ? { yields: true } : {}),
    ...(notRepeatable === undefined ? {} : { notRepeatable }),
    ...(read ? { read } : {}),
  }
}

function asSays({ connected, lost, recovered, stale }: CommandOptions): Says {
  return {
    ...(connected ? { connected: asPattern(connected) } : {}),
    ...(lost ? { lost: asPattern(lost) } : {}),
    ...(recovered ? { recovered: asPattern(recovered) } : {}),
    ...(stale ? { stale: asPattern(stale) } : {}),
  }
}
