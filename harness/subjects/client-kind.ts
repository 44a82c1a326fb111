// A client library as a subject: which server it talks to, what it is as it comes, and what its documentation says to set.
import { command, type Program } from '../define/command.ts'
import { type Duration, lengthOf } from '../define/duration.ts'
import type { Memory } from '../define/memory.ts'
import { refuseUnknown } from '../define/unknown.ts'
import { HalfopenError } from '../kit/errors.ts'
import { shown } from '../kit/shown.ts'
import { clientWords } from './own-program.ts'

/** One library, in one way of using it. `O`: its own options. */
export interface ClientKind<O extends object = object> {
  /** Its name in reports, such as `pg-pool`. */
  readonly id: string
  /** What it is. */
  readonly library: string
  readonly version: string
  readonly language: string
  /** Of the facts about it (harness/facts), where there are any. */
  readonly fact?: string
  /** A server for it. */
  readonly server: () => Program
  /** What it can be doing when a fault comes. @default all three */
  readonly states?: readonly ('idle' | 'awaiting-answer' | 'data-in-flight')[]
  /** It reads, and asks nothing: it is idle alone. */
  readonly neverAsks?: true
  /** What it draws by chance when it tries again, as its documentation or its source says: that is measured with two seeds. */
  readonly jitter?: string
  /** Nothing of it waits for a word while it is idle: whatever its kernel knows, its program is told at its next question. */
  readonly deafWhenIdle?: true
  /** Its server is never quiet, and an hour of it takes a guest half a minute: where it lives on it is watched for so long only, or not at all. */
  readonly busyServer?: 'unmeasured' | Duration
  /** It is never quiet itself, and nothing is told while it is idle: then it is watched for so long only. */
  readonly busyIdle?: Duration
  /**
   * The client as a program. It says what its library tells it in JSON lines, with the code and the words of the error; after a loss it asks once
   * a second, by the same object.
   * @throws E_UNKNOWN_FIELD when an option is misspelt
   * @throws E_CLIENT_OPTIONS when what is set is no object
   * @throws E_DURATION when `asks` is no length of time
   */
  readonly client: (options?: ClientOptions<O>) => Program
  /** Ways of setting it, besides how it comes. */
  readonly variants: readonly Variant<O>[]
}

/** What a client may be told. */
export interface ClientOptions<O extends object = object> {
  /**
   * A question a second, or after each so long, each after the answer to the one before; otherwise none until it has lost its server.
   * @default false
   */
  asks?: boolean | Duration
  /** The library's options, by its own names, as JSON. @default none: as it comes */
  set?: O
}

/** A way of setting it. `recommended`: what its documentation says against dead peers; `worse`: what looks like a remedy and is none. */
export interface Variant<O extends object = object> {
  readonly name: 'recommended' | 'worse'
  readonly set: O
  /** Where that is said. */
  readonly source: string
}

/** How programs in a language are started. */
export interface Starter {
  readonly language: string
  /** The words in front of host, port, mode and options. */
  readonly start: (program: string) => readonly string[]
  /** Programs that make it, and the package that each is in. */
  readonly needs: Readonly<Record<string, string>>
  readonly prepare?: (signal: AbortSignal) => Promise<void>
  readonly memory?: Memory
  readonly env?: Readonly<Record<string, string>>
}

/** What is to be said of a library. `program`: its file's name, where it is another than the id. */
export interface Described<O extends object> extends Omit<ClientKind<O>, 'language' | 'client' | 'variants'> {
  readonly program?: string
  readonly recommended?: Omit<Variant<O>, 'name'>
  readonly worse?: Omit<Variant<O>, 'name'>
}

/** A library of a language. */
export function clientKind<O extends object>(starter: Starter, described: Described<O>): ClientKind<O> {
  const { program, recommended, worse, ...kind } = described
  return {
    ...kind,
    language: starter.language,
    variants: variantsOf({ recommended, worse }),
    client: (options = {}) => {
      refuseUnknown(`client ${kind.id}`, options, ['asks', 'set'])
      const { asks = false, set = {} } = options
      const words = [
        ...starter.start(program ?? kind.id),
        '{host}',
        '{port}',
        modeOf(kind.id, asks),
        optionsText(kind.id, set),
      ]
      const needs = { ...starter.needs }
      const memory = starter.memory === undefined ? {} : { memory: starter.memory }
      const env = starter.env === undefined ? {} : { env: starter.env }
      return {
        ...command(words, { name: kind.id, needs, ...env, ...memory, ...clientWords }),
        ...(starter.prepare ? { prepare: starter.prepare } : {}),
      }
    },
  }
}

/** As it comes aside. */
export function variantsOf<O extends object>({
  recommended,
  worse,
}: Partial<Record<'recommended' | 'worse', Omit<Variant<O>, 'name'> | undefined>>): readonly Variant<O>[] {
  return [
    ...(recommended ? [{ name: 'recommended' as const, ...recommended }] : []),
    ...(worse ? [{ name: 'worse' as const, ...worse }] : []),
  ]
}

function modeOf(id: string, asks: boolean | Duration): string {
  if (typeof asks === 'boolean') return asks ? 'asking' : 'idle'
  return `asking=${lengthOf(`\`asks\` of the client ${id}`, asks)}`
}

/** Its options as its program takes them. Throws E_CLIENT_OPTIONS. */
export function optionsText(id: string, set: object): string {
  if (typeof set === 'object' && set !== null && !Array.isArray(set)) return JSON.stringify(set)
  throw new HalfopenError('E_CLIENT_OPTIONS', `Cannot set ${id}: its options are no object, got "${shown(set)}"`, {
    fix: 'Write set: { ... }, by the names of the library itself',
  })
}
