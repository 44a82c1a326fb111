// The file of a first scenario, with what was seen beside each pattern, so that whoever reads it knows where it comes from. Pure.
import { given, seconds } from '../kit/format-time.ts'
import { literal } from '../kit/literal.ts'
import type { Ms } from '../model/units.ts'
import type { Proposal } from './propose.ts'

/** What it is made of. `within`: as it is written in a scenario, `30s`. */
export interface Draft {
  readonly name: string
  readonly server: string
  readonly client: string
  readonly ready?: Chosen | undefined
  readonly connected?: Chosen | undefined
  readonly lost?: Chosen | undefined
  readonly recovered?: Chosen | undefined
  readonly found: Pick<Proposal, 'exitedAfterMs' | 'speaks' | 'watchedMs'>
  readonly within: string
}

/** A pattern's source, and what of the programs it was taken from. */
export interface Chosen {
  readonly pattern: string
  readonly seen?: string
}

/** The text of the file. */
export function scenarioText(draft: Draft): string {
  const { name, server, client, ready, connected, recovered, found, within } = draft
  const speaks = connected !== undefined || found.speaks === true
  const by = speaks ? 'client-app' : 'client-kernel'
  return `import { blackHole, command, powerOff, scenarioTest } from '${packageName}'

const server = command(${literal(server)}${options([signLine('ready', ready)])})
const client = command(${literal(client)}${options([speaks ? undefined : silent, signLine('connected', connected), lostLine(draft), signLine('recovered', recovered)])})

scenarioTest(${literal(`${name} notices a switched-off server within ${words(within)}`)}, {
  server,
  client,
  fault: powerOff('server'),
  bounds: { detectedBy: '${by}', within: '${within}' },
})

// At one moment of what the client does. \`phases: 8\` tries eight: a silence that comes at another one may be too long for it.
scenarioTest(${literal(`${name} rides out a silence of ${given(blipMs)}`)}, {
  server,
  client,
  fault: blackHole({ for: '${blipMs / 1_000}s' }),
  bounds: { undetectedBy: '${by}', for: '30s' },
})
`
}

/** As a scenario imports it. */
const packageName = 'halfopen'

/** One that TCP survives, and that hasty clients do not. */
const blipMs: Ms = 5_000

const silent = '// It says nothing while all is well, so that its kernel is asked: print a line once it is connected.'

function lostLine({ lost, found: { exitedAfterMs, speaks, watchedMs } }: Draft): string | undefined {
  if (lost) return signLine('lost', lost)
  if (exitedAfterMs !== undefined)
    return `// It ended ${seconds(exitedAfterMs)} after its server was switched off: that is a loss, and needs no pattern.`
  if (speaks) return undefined
  return `// lost: /.../, it said nothing new in ${seconds(watchedMs)} without its server: print a line, or exit.`
}

/** `lost: /gone/, // 31.0 s after its server was switched off: gone`. */
function signLine(name: string, chosen: Chosen | undefined): string | undefined {
  if (!chosen) return undefined
  return `${name}: /${chosen.pattern}/,${chosen.seen === undefined ? '' : ` // ${oneLine(chosen.seen)}`}`
}

function options(lines: readonly (string | undefined)[]): string {
  const there = lines.filter(line => line !== undefined)
  return there.length === 0 ? '' : `, {\n${there.map(line => `  ${line}\n`).join('')}}`
}

/** Of what a program said, as a comment: it ends with its line whatever is in it. */
function oneLine(text: string): string {
  const plain = text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
  return plain.length > mostLetters ? `${plain.slice(0, mostLetters)}...` : plain
}

const mostLetters = 100

/** `30 s` of `30s`. */
function words(duration: string): string {
  return duration.replace(/(?<=\d)(?=[a-z])/, ' ')
}
