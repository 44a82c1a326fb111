// Faults as people write them on a command line: a name, its value and a state, turned into data at the door.
import { findMiddlebox } from '../facts/middleboxes.ts'
import { didYouMean, HalfopenError } from '../kit/errors.ts'
import type { Fault } from '../model/fault.ts'
import { type FaultSpec, stateWords } from '../model/fault-spec.ts'
import { type ConnectionState, connectionStates } from '../model/scenario.ts'
import type { Ms } from '../model/units.ts'
import { readDuration } from './duration.ts'
import {
  blackHole,
  conntrackFlush,
  cpuStarvation,
  frozenPeer,
  idleFirewall,
  linkDown,
  mtuBlackHole,
  noFault,
  powerOff,
  processKill,
  reject,
  slow,
  takeover,
} from './faults.ts'

/**
 * The fault of a spelling, with the state that stands behind a slash: `power-off`, `power-off/busy`, `idle-firewall=aws-nlb`,
 * `idle-firewall=350s,reset`, `blip=5s`, `loss=2%`. Throws E_FAULT_SPEC: the name or the value, what it takes, and what was meant.
 */
export function parseFaultSpec(text: string): FaultSpec {
  const [named = '', ...states] = text.split('/')
  const [name = '', ...rest] = named.split('=')
  const word = Object.hasOwn(words, name) ? words[name] : undefined
  if (!word) {
    const names = Object.keys(words)
    throw refusal(text, `there is no fault "${name}"`, `There are ${names.join(', ')}.${didYouMean(name, names)}`)
  }
  if (states.length > 1) throw refusal(text, 'a connection is in one state at a time', `Write ${named}/${states[0]}`)
  const fault = parseFault({ text, name, word, value: rest.length > 0 ? rest.join('=') : undefined })
  return states[0] === undefined ? { fault } : { fault, state: parseStateWord(text, states[0]) }
}

/** One fault's name: what its value is, an example, and its reader: undefined for what does not fit. */
interface Word {
  readonly takes: string
  readonly example?: string
  readonly read: (value: string | undefined) => Fault | undefined
}

const aLength = 'a length of time'
const nothing = 'no value'

const words: Readonly<Record<string, Word>> = {
  none: bare(noFault),
  'power-off': bare(() => powerOff('server')),
  reboot: timed('30s', ms => powerOff('server', { backAfterMs: ms })),
  'black-hole': bare(() => blackHole()),
  blip: timed('5s', ms => blackHole({ forMs: ms })),
  takeover: {
    takes: `${aLength} until the standby takes over, or none`,
    example: '2s',
    read: value => {
      const ms = value === undefined ? 0 : length(value, 0)
      return ms === undefined ? undefined : takeover({ afterMs: ms })
    },
  },
  'idle-firewall': {
    takes: "a middlebox, or a limit in whole seconds, and ',reset' where it answers with a RST",
    example: 'aws-nlb',
    read: readFirewall,
  },
  slow: timed('2s', ms => slow({ delay: ms })),
  loss: share('2', loss => slow({ loss })),
  'frozen-peer': bare(() => frozenPeer('server')),
  pause: timed('5s', ms => frozenPeer('server', { forMs: ms })),
  'cpu-starvation': share('5', sharePercent => cpuStarvation('server', { sharePercent })),
  reject: {
    takes: 'reset, host-unreachable, port-unreachable or admin-prohibited',
    example: 'host-unreachable',
    read: (value = 'reset') => {
      const answer = answers.find(name => name === value)
      return answer && reject(answer)
    },
  },
  'link-down': bare(() => linkDown('server')),
  'mtu-black-hole': {
    takes: 'a number of bytes',
    example: '1000',
    read: value => (/^[1-9]\d*$/.test(value ?? '') ? mtuBlackHole({ maxBytes: Number(value) }) : undefined),
  },
  'conntrack-flush': {
    takes: 'reset, or none',
    example: 'reset',
    read: value => {
      if (value === undefined) return conntrackFlush()
      return value === 'reset' ? conntrackFlush({ onNextPacket: 'reset' }) : undefined
    },
  },
  'process-kill': bare(() => processKill('server')),
}

const answers = ['reset', 'host-unreachable', 'port-unreachable', 'admin-prohibited'] as const

function parseFault({
  text,
  name,
  word,
  value,
}: {
  text: string
  name: string
  word: Word
  value: string | undefined
}) {
  const fault = word.read(value)
  if (fault) return fault
  const cause =
    value === undefined ? `${name} needs a value: ${word.takes}` : `${name} takes ${word.takes}, not "${value}"`
  throw refusal(text, cause, `Write ${name}${word.example === undefined ? '' : `=${word.example}`}`)
}

function parseStateWord(text: string, written: string): ConnectionState {
  const found = connectionStates.find(state => written === state || written === stateWords[state])
  if (found) return found
  const names = connectionStates.map(state => stateWords[state])
  const fix = `There are ${names.join(', ')}.${didYouMean(written, names)}`
  throw refusal(text, `there is no connection state "${written}"`, fix)
}

function bare(make: () => Fault): Word {
  return { takes: nothing, read: value => (value === undefined ? make() : undefined) }
}

function timed(example: string, make: (ms: number) => Fault): Word {
  return {
    takes: aLength,
    example,
    read: value => {
      const ms = length(value ?? '')
      return ms === undefined ? undefined : make(ms)
    },
  }
}

function share(example: string, make: (percent: number) => Fault): Word {
  return {
    takes: 'a percentage above 0 and below 100',
    example: `${example}%`,
    read: value => {
      const percent = Number(/^(\d+(?:\.\d+)?)%$/.exec(value ?? '')?.[1] ?? Number.NaN)
      return percent > 0 && percent < 100 ? make(percent) : undefined
    },
  }
}

/** A limit of its own, or a box by its name: what is wrong with that, the facts say. */
function readFirewall(value: string | undefined): Fault | undefined {
  const [limit = '', ...more] = (value ?? '').split(',')
  const answered = more.length === 1 && more[0] === 'reset'
  if (limit === '' || (more.length > 0 && !answered)) return undefined
  if (!/^\d/.test(limit)) return answered ? undefined : idleFirewall(findMiddlebox(limit).id)
  const ms = length(limit, 1_000)
  if (ms === undefined || ms % 1_000 !== 0) return undefined
  return idleFirewall({ idleMs: ms, onNextPacket: answered ? 'reset' : 'drop' })
}

/** Whole milliseconds. */
function length(text: string, leastMs: Ms = 1): Ms | undefined {
  const ms = readDuration(text) ?? Number.NaN
  return Number.isInteger(ms) && ms >= leastMs ? ms : undefined
}

function refusal(text: string, cause: string, fix: string): HalfopenError {
  return new HalfopenError('E_FAULT_SPEC', `Cannot read the fault: ${cause}, got "${text}"`, { fix })
}
