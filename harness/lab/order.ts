// A line that somebody types, or a script has, as what is to be done: a fault, its healing, a command, time that passes, or a word to the lab itself.
import { readDuration } from '../define/duration.ts'
import { run as runStep } from '../define/steps.ts'
import { type About, typedFault, typedNames } from '../faults/typed-fault.ts'
import { didYouMean, HalfopenError } from '../kit/errors.ts'
import { type Action, isFault } from '../model/step.ts'
import type { ClockName, Ms } from '../model/units.ts'

/** What is to be done. */
export type Order =
  | { readonly kind: 'take'; readonly does: Action }
  | { readonly kind: 'pass'; readonly ms: Ms }
  | { readonly kind: 'save'; readonly file: string }
  | { readonly kind: 'next' | 'undo' | 'show' | 'help' | 'quit' }

/** What there is to name, what was done so far, and by which clock. */
export interface Known extends About {
  readonly taken: readonly Action[]
  readonly clock: ClockName
}

/** The order of a line; undefined for an empty one and for a comment. Throws E_STEP, and what the step's own function throws. */
export function parseOrder(line: string, known: Known): Order | undefined {
  const text = line.replace(/(^|\s)#.*$/, '').trim()
  const [name = '', ...words] = text.split(/\s+/)
  if (name === '') return undefined
  const read = own.get(name)
  if (read) return read(words, { text, known })
  if (typedNames.has(name)) return { kind: 'take', does: typedFault(name, words, known) }
  const names = stepNames(known.clock)
  throw refusal(`there is no such step, got "${name}"`, `There are ${names.join(', ')}.${didYouMean(name, names)}`)
}

/** All that a line may begin with: those of the lab, then the faults. */
export function stepNames(clock: ClockName): readonly string[] {
  const unnamed = clock === 'virtual' ? ['exit', 'wait'] : ['exit', 'skip', 'undo']
  return [...own.keys(), ...typedNames.keys()].filter(name => !unnamed.includes(name))
}

/** What may stand in the place of the last word of a line. */
export function completions(line: string, { hosts, names, clock }: Known): readonly string[] {
  const words = line.split(/\s+/)
  const last = words.at(-1) ?? ''
  const [first = ''] = words
  const all =
    words.length === 1
      ? stepNames(clock)
      : own.get(first)?.length === 0
        ? []
        : [...hosts.map(({ name }) => name), ...names]
  return all.filter(word => word.startsWith(last) && word !== last)
}

type Read = (words: readonly string[], line: { readonly text: string; readonly known: Known }) => Order

const own: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['skip', (words, { known }) => skipping(words, known)],
  ['wait', words => passing('wait', words)],
  ['next', () => ({ kind: 'next' })],
  ['heal', (words, { known }) => ({ kind: 'take', does: { kind: 'heal', step: healed(words, known) } })],
  ['run', (_, { text, known }) => ({ kind: 'take', does: running(text, known) })],
  ['show', () => ({ kind: 'show' })],
  ['undo', () => ({ kind: 'undo' })],
  ['save', words => ({ kind: 'save', file: saved(words) })],
  ['help', () => ({ kind: 'help' })],
  ['quit', () => ({ kind: 'quit' })],
  ['exit', () => ({ kind: 'quit' })],
])

/** Real time cannot be skipped: whoever writes that does not want to wait so long. */
function skipping(words: readonly string[], { clock }: Known): Order {
  const order = passing('skip', words)
  if (clock === 'virtual') return order
  throw refusal(
    `time is real, and passes by itself, got "skip ${words.join(' ')}"`,
    `Write wait ${words.join(' ')} to wait so long, or begin anew with --clock virtual`,
  )
}

function passing(name: string, words: readonly string[]): Order {
  const ms = words.length === 1 ? (readDuration(words[0] ?? '') ?? 0) : 0
  if (ms > 0 && ms <= mostMs) return { kind: 'pass', ms }
  throw refusal(
    `${name} takes a length of time of up to 20 days, got "${words.join(' ')}"`,
    `Write ${name} 30s, or ${name} 2h`,
  )
}

/** Timers count to 2^31 ms. */
const mostMs = 20 * 86_400_000

/** The fault of that number or name, or the last one that nobody has healed. */
function healed(words: readonly string[], { taken }: Known): number {
  const done = new Set(taken.flatMap(does => (does.kind === 'heal' ? [does.step] : [])))
  const open = taken.flatMap((does, id) => (isFault(does) && !done.has(id) ? [{ id, kind: does.kind }] : []))
  const [wanted] = words
  const kind = wanted === undefined ? undefined : typedNames.get(wanted)
  const found = open.findLast(
    one =>
      wanted === undefined || String(one.id) === wanted || (kind !== undefined && typedNames.get(one.kind) === kind),
  )
  if (found) return found.id
  if (open.length === 0)
    throw refusal('there is no fault to be healed', 'Take one first: power-off, black-hole or another')
  const there = open.map(({ id, kind: name }) => `${id} (${name})`).join(', ')
  throw refusal(`no such fault stands, got "${wanted}"`, `Write heal ${open.at(-1)?.id}: there stand ${there}`)
}

function running(text: string, { hosts }: Known): Action {
  const [, on = '', line = ''] = /^run\s+(\S+)\s+(.+)$/.exec(text) ?? []
  const names = hosts.map(({ name }) => name)
  if (names.includes(on)) return runStep(on, line)
  throw refusal(
    `run needs a host and a command, got "${text}"`,
    `Write run ${names[0] ?? 'db'} promote.sh. There are the hosts ${names.join(', ')}`,
  )
}

function saved(words: readonly string[]): string {
  const [file = '', more] = words
  if (more === undefined && /\.scenario\.(ts|mts|js|mjs)$/.test(file)) return file
  const name = file.replace(/\.\w+$/, '')
  throw refusal(
    `save takes a scenario's file, got "${words.join(' ')}"`,
    `Write save ${name === '' ? 'incident' : name}.scenario.ts`,
  )
}

function refusal(cause: string, fix: string): HalfopenError {
  return new HalfopenError('E_STEP', `Cannot take the step: ${cause}`, { fix })
}
