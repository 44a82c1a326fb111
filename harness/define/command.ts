// A subject from a command line: any program of any language.
import { parseCommandString } from 'execa'
import { HalfopenError } from '../kit/errors.ts'
import type { Sighting } from '../model/observation.ts'
import type { Command, Pattern, Says, Subject } from '../model/subject.ts'
import { parseSettingsSpec, type SettingsSpec } from './settings-spec.ts'
import { refuseUnknown } from './unknown.ts'

/** A program under test, on whichever host it will run. */
export type Program = Subject

/** What a program's words mean, and what it is set to. */
export interface CommandOptions {
  /** What it is called in reports. @default the program's file name */
  name?: string
  /** Server: the line that says it listens. A group `(?<port>\d+)` tells the port where it chose its own. @default its port is tried until it accepts */
  ready?: RegExp
  /** Client: it is connected, or has had a good answer. @default its JSON lines */
  connected?: RegExp
  /** Client: it has given its peer up. @default its JSON lines */
  lost?: RegExp
  /** Client: it is back at work. @default its JSON lines */
  recovered?: RegExp
  /**
   * Client: an answer older than the truth. What the program counts itself since they began is taken from named groups, of this pattern and
   * of the others: `(?<answers>\d+)`, and how long it has gone on by `(?<forMs>\d+)` or `(?<seconds>[\d.]+)`. Without them each line is one.
   * @example command('web', { stale: /served (?<answers>\d+) stale rows in (?<seconds>[\d.]+) s/ })
   * @default its JSON lines
   */
  stale?: RegExp
  /** Reads a line where patterns do not suffice. Runs on the record, after the run. @default the patterns alone */
  read?: (line: string) => Sighting | undefined
  /** How it tries to notice a dead peer, as far as its author knows: what is predicted is computed from it. @default 'off' */
  settings?: SettingsSpec
  /** Added to the harness's own. @default {} */
  env?: Record<string, string>
  /** @default the harness's own */
  cwd?: string
}

/**
 * A program by its command line, as a string (split at blanks, no shell; `\ ` keeps a blank) or as a list of words.
 * `{host}` and `{port}` become the address to listen on or to connect to.
 * @example command('node orders.js {host}:{port}', { connected: /db connected/, lost: /connection lost/ })
 * @throws E_COMMAND when it is empty
 * @throws E_SETTINGS, E_DURATION when the settings cannot be read
 * @throws E_UNKNOWN_FIELD when an option is misspelt
 */
export function command(line: string | readonly string[], options: CommandOptions = {}): Program {
  refuseUnknown('command options', options, known)
  const [file, ...args] = typeof line === 'string' ? parseCommandString(line) : line
  if (!file) throw new HalfopenError('E_COMMAND', 'Cannot start a program: its command is empty, got ""')
  const { name = baseName(file), ready, read, settings, env, cwd } = options
  const start: Command = { file, args, ...(env ? { env } : {}), ...(cwd === undefined ? {} : { cwd }) }
  return {
    name,
    command: start,
    ...(ready ? { ready: asPattern(ready) } : {}),
    says: asSays(options),
    settings: settings === undefined ? {} : parseSettingsSpec(settings),
    ...(read ? { read } : {}),
  }
}

const known = ['name', 'ready', 'connected', 'lost', 'recovered', 'stale', 'read', 'settings', 'env', 'cwd']

function asSays({ connected, lost, recovered, stale }: CommandOptions): Says {
  return {
    ...(connected ? { connected: asPattern(connected) } : {}),
    ...(lost ? { lost: asPattern(lost) } : {}),
    ...(recovered ? { recovered: asPattern(recovered) } : {}),
    ...(stale ? { stale: asPattern(stale) } : {}),
  }
}

/** The flags g and y remember a position between lines: they would make a pattern miss every other one. */
function asPattern({ source, flags }: RegExp): Pattern {
  return { source, flags: flags.replace(/[gy]/g, '') }
}

function baseName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1)
}
