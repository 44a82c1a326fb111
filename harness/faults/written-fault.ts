// A fault as a scenario's author would write it: the call of its function, held against what that makes, or else the data itself.
import { literal } from '../kit/literal.ts'
import type { Fault } from '../model/fault.ts'
import { formatDuration } from '../model/format-duration.ts'
import { sameFault } from './same-fault.ts'
import { called, typed } from './typed.ts'

/** The text, and the function that it needs; `name` is undefined where it is data. */
export interface WrittenFault {
  readonly text: string
  readonly name?: string
}

/** `powerOff('db', { backAfter: '30s' })`. */
export function writtenFault(fault: Fault): WrittenFault {
  const { call, make } = typed[fault.kind]
  const { first, options } = partsOf(fault)
  const makes = (args: readonly unknown[]) => {
    try {
      return sameFault(called({ make }, args), fault)
    } catch {
      return false
    }
  }
  // What goes without saying is not said.
  const said = Object.keys(options).reduce((kept, name) => {
    const { [name]: _, ...fewer } = kept
    return makes([...first, fewer]) ? fewer : kept
  }, options)
  const args = [...first, ...(Object.keys(said).length === 0 ? [] : [said])]
  return makes(args) ? { text: `${call}(${args.map(literal).join(', ')})`, name: call } : { text: literal(fault) }
}

interface Parts {
  readonly first: readonly unknown[]
  readonly options: Readonly<Record<string, unknown>>
}

/** What stands first, and the rest by the names that its author gives it. */
function partsOf(fault: Fault): Parts {
  const { about, word } = typed[fault.kind]
  const fields = new Map<string, unknown>(
    Object.entries(fault).filter(([name, value]) => name !== 'kind' && value !== undefined),
  )
  const taken = (name: string) => {
    const value = fields.get(name)
    fields.delete(name)
    return value === undefined ? [] : [value]
  }
  if (about === 'name') return { first: [...taken('name'), ...[taken('to')].flat(2)], options: {} }
  const first = [...(about === 'host' ? taken('host') : []), ...(word === undefined ? [] : taken(word))]
  if (word !== undefined && first.length > 0) for (const implied of impliedBy.get(word) ?? []) fields.delete(implied)
  return { first, options: Object.fromEntries([...fields].map(option)) }
}

/** Of a middlebox its name says the rest. */
const impliedBy: ReadonlyMap<string, readonly string[]> = new Map([['box', ['idleMs', 'onNextPacket']]])

function option([name, value]: readonly [string, unknown]): readonly [string, unknown] {
  if (name.endsWith('Ms') && typeof value === 'number') return [name.slice(0, -2), formatDuration(value)]
  return [name === 'lossPercent' ? 'loss' : name, value]
}
