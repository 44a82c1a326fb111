// A program under test, as data: anything that can be started by a command.
import type { Sighting } from './observation.ts'
import type { Settings } from './settings.ts'
import type { Ms } from './units.ts'

/** A regular expression that can cross into a box. */
export interface Pattern {
  source: string
  flags: string
}

/** How a program is started: placeholders.ts says what its words may hold. */
export interface Command {
  file: string
  args: readonly string[]
  env?: Readonly<Record<string, string>>
  cwd?: string
  /** The user that it runs as, by name; the harness's own where absent. */
  user?: string
  /** What it reads: nothing that ever comes, or a text and then its end. Closed where absent. */
  stdin?: 'open' | { text: string }
}

/**
 * What a program's lines mean. A JSON line `{"halfopen": "<kind>", "code"?, "detail"?, "answers"?, "forMs"?}` is understood without a pattern;
 * the last two are numbers: the stale answers since they began, and how long they have gone on.
 */
export interface Says {
  /** It is connected, or has had a good answer. Without it `<host>-app` is blind. */
  connected?: Pattern
  lost?: Pattern
  recovered?: Pattern
  stale?: Pattern
}

/** What runs to its end before a program starts, once a host. */
export interface Before {
  command: Command
  withinMs: Ms
}

/**
 * One thing that shows that a server is ready: it says a line (a group `(?<port>\d+)` tells the port it chose), a port accepts (its own where
 * absent, a further one by name, or any by number), a path is answered with a status (any below 400 where absent), or a command exits with 0.
 */
export type ReadySign =
  | { kind: 'line'; pattern: Pattern }
  | { kind: 'port'; port?: string | number }
  | { kind: 'http'; path: string; port?: string | number; status?: number }
  | { kind: 'command'; command: Command }

/** The part of a subject that is data and crosses into a box. */
export interface SubjectSpec {
  name: string
  command: Command
  /** Texts in the host's folder `{dir}`, by their paths in there. */
  files?: Readonly<Record<string, string>>
  /** One after the other, each only if the one before has succeeded. */
  before?: readonly Before[]
  /** All that has to show before a server is ready, one after the other. Absent: its port is tried until it accepts. */
  ready?: readonly ReadySign[]
  /** What it listens with, or connects by; TCP where absent. */
  protocol?: 'udp'
  says: Says
  settings: Settings
  /** Its author has said nothing of its settings: they are empty, and what its sockets show is all that is known. */
  undeclared?: true
  /** Programs that have to be installed, by name or path, and the package that each is in. */
  needs?: Readonly<Record<string, string>>
  /** What a guest has for it beside what it has anyway. */
  memoryMb?: number
  /** It waits by calling sched_yield() again and again. */
  yields?: true
  /** Why it does not do the same twice, even where the clock and the kernel do. */
  notRepeatable?: string
}

/** How long what runs before a program may take, all together. */
export function beforeMs({ before = [] }: Pick<SubjectSpec, 'before'>): Ms {
  return before.reduce((sum, { withinMs }) => sum + withinMs, 0)
}

/** A subject: its data, and what of it does not cross into a box. */
export interface Subject extends SubjectSpec {
  /** Reads a line where patterns do not suffice; runs outside the box, on the record. */
  read?: (line: string) => Sighting | undefined
  /** Makes what the command needs, on first use. Its time is not the scenario's. */
  prepare?: (signal: AbortSignal) => Promise<void>
}
