// What may be said of a program besides its command line.
import type { Sighting } from '../model/observation.ts'
import type { BeforeSpec } from './before.ts'
import { type StartOptions, startOptions } from './command-line.ts'
import type { Memory } from './memory.ts'
import type { ProtocolName } from './protocol.ts'
import type { ReadySpec } from './ready.ts'
import type { SettingsSpec } from './settings-spec.ts'

/** What a program needs, what its words mean, and what it is set to. */
export interface CommandOptions extends StartOptions {
  /** What it is called in reports. @default the file name of the program, or of the script that an interpreter is given */
  name?: string
  /** Texts in the host's own folder `{dir}`, by their paths in there. Placeholders are filled in. One that begins with `#!` can be run. @default {} */
  files?: Record<string, string>
  /**
   * What runs to its end before the program starts, once a host, one after the other, as the same user and with the same `env` and `cwd`:
   * `['initdb -D {dir}/data', { run: 'createdb x', within: '10s' }]`.
   * @default none
   */
  before?: BeforeSpec | readonly BeforeSpec[]
  /**
   * Server: what shows that it is ready: a line that it says (a group `(?<port>\d+)` tells the port where it chose its own), or what its own host
   * is asked: `{ port: 'admin' }` accepts, `{ http: '/health' }` is answered, `{ command: 'pg_isready -h {host} -p {port}' }` exits with 0. Of
   * a list all, one after the other.
   * @example command('node orders.js {port} {port.admin}', { ready: [/listening/, { http: '/health', port: 'admin', status: 200 }] })
   * @default its port is tried until it accepts
   */
  ready?: ReadySpec | readonly ReadySpec[]
  /** Client: it is connected, or has had a good answer. @default its JSON lines */
  connected?: RegExp
  /**
   * Client: it has given its peer up. The error that a bound may ask for by `code` is what a group `(?<code>...)` of the pattern takes, or without
   * one the first word of the line like `ETIMEDOUT`; groups `answers`, `forMs` and `seconds` are read as those of `stale`.
   * @example command('node orders.js {host}:{port}', { lost: /connection lost: (?<code>\w+)/ })
   * @default its JSON lines
   */
  lost?: RegExp
  /**
   * Client: it is back at work. `connected` said again after a loss means it as well: where a connection alone is no recovery, let `connected` be
   * a good answer.
   * @default its JSON lines
   */
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
  /**
   * What it listens with, or reaches its server by. Over UDP a server is ready when its port is bound, its client's kernel has no timer that
   * would give a peer up, and a firewall has other limits. QUIC is UDP.
   * @default 'tcp'
   */
  protocol?: ProtocolName
  /**
   * How it tries to notice a dead peer: what is predicted is computed from it, and from what its sockets show (keepalive, user timeout, SYN
   * retries). Worth saying is what no socket shows: heartbeats, deadlines, its own requests. What is said and what a socket shows are
   * compared. Where nothing is said the prediction is when its kernel alone would tell, and noticing earlier is no surprise.
   * @example command('node orders.js {host}:{port}', { settings: 'heartbeat=10s/5s' })
   * @default nothing is said: what its sockets show is all that is known
   */
  settings?: SettingsSpec
  /**
   * Programs that have to be installed, by name or path, and the package that each is in: `{ 'redis-server': 'redis-server' }`. Where one is
   * missing a run is skipped, and says which package to install.
   * @default none
   */
  needs?: Record<string, string>
  /**
   * What it needs in a guest, which has little more than two of Node need: `'512MB'` for a `java -Xms256m`. Everywhere else it has what the
   * machine has. A program that is killed because a guest has no more makes the run inconclusive.
   * @example command('java -Xms512m -jar reader.jar {host} {port}', { memory: '1GB' })
   * @default '0MB': what a guest has anyway, 256 MB for all of them
   */
  memory?: Memory
  /**
   * It waits by calling `sched_yield()` again and again, as MariaDB does: in a guest, where computing takes no time, each system call takes 10 µs then,
   * or it would wait for ever. A script says so of all of its programs: `test('...', { yields: true }, ...)`.
   * @default false
   */
  yields?: boolean
  /**
   * Why it does not do the same twice, such as `'it votes after a random time'`: records of runs in virtual time say so.
   * @default it does the same twice
   */
  notRepeatable?: string
}

/** The names of all of them. */
export const commandOptions: readonly string[] = [
  ...['name', 'files', 'before', 'ready', 'connected', 'lost', 'recovered', 'stale', 'read', 'protocol', 'settings'],
  ...['needs', 'memory', 'yields', 'notRepeatable'],
  ...startOptions,
]
