// A session as a scenario's file: the hosts as they were, what was done and when, and the bounds that hold for what was seen. Pure.
import { writtenFault } from '../faults/written-fault.ts'
import { hundredths } from '../kit/format-time.ts'
import { literal, nameOf } from '../kit/literal.ts'
import type { Scenario } from '../model/scenario.ts'
import { type Action, isFault } from '../model/step.ts'
import type { ClockName, PlaneName } from '../model/units.ts'
import { boundSpec, type HeldBound } from './held-bounds.ts'
import { lengthText } from './length-text.ts'
import { programText } from './program-text.ts'
import type { Session } from './stand.ts'

/** As a scenario imports it. */
const packageName = 'halfopen'

/** What is written. */
export interface Saved {
  readonly claim: string
  readonly session: Session
  readonly bounds: readonly HeldBound[]
  readonly plane: PlaneName
  readonly clock: ClockName
}

/** The text of the file. */
export function savedText({ claim, session, bounds, plane, clock }: Saved): string {
  const { scenario, steps, settleMs } = session
  const calls = steps.map(({ does }) => actionText(does))
  const names = new Set(['at', 'command', 'scenarioTest', ...calls.flatMap(({ name }) => name ?? [])])
  const settleForMs = scenario.limits.settleMs + settleMs
  const fields = [
    'hosts: {',
    ...scenario.hosts.flatMap(host => hostLines(host, scenario.hosts)).map(line => `  ${line}`),
    '},',
    'faults: [',
    ...steps.map(({ atMs }, i) => `  at(${literal(lengthText(atMs))}, ${calls[i]?.text}),`),
    '],',
    'bounds: [',
    ...bounds.map(one => `  ${literal(boundSpec(one.bound))}, // ${sawWords(one)}`),
    '],',
    ...besideLines(scenario),
    ...(settleForMs === 0 ? [] : [`settleFor: ${literal(lengthText(settleForMs))},`]),
    `planes: [${literal(plane)}],`,
    `clock: ${literal(clock)},`,
  ]
  return `// Done by hand in \`npx halfopen lab\`, and written by its \`save\`. Beside each bound stands what was seen then.
import { ${[...names].sort().join(', ')} } from '${packageName}'

scenarioTest(${literal(claim)}, {
${fields.map(line => `  ${line}\n`).join('')}})
`
}

/** What a scenario of the same hosts has to say, on one line: `faults: [at('0s', powerOff('db'))], bounds: [{ ... }]`. */
export function addedText({ session, bounds }: Pick<Saved, 'session' | 'bounds'>): string {
  const faults = session.steps.map(({ atMs, does }) => `at(${literal(lengthText(atMs))}, ${actionText(does).text})`)
  return `faults: [${faults.join(', ')}], bounds: [${bounds.map(({ bound }) => literal(boundSpec(bound))).join(', ')}]`
}

/** `noticed after 31.00 s`. */
function sawWords({ saw }: HeldBound): string {
  const { what, afterMs } = saw
  if (what === 'silent') return `nothing in ${hundredths(afterMs)}`
  return `${what} after ${hundredths(afterMs)}`
}

/** Of several of a kind the first stands for all. */
function hostLines({ name, program, standsInFor }: Host, hosts: readonly Host[]): readonly string[] {
  const [, kind, number] = /^(.+)#(\d+)$/.exec(name) ?? []
  if (number !== undefined && number !== '1') return []
  const count = kind === undefined ? undefined : hosts.filter(host => host.name.startsWith(`${kind}#`)).length
  const more = Object.entries({ standsInFor, count }).flatMap(([field, value]) =>
    value === undefined ? [] : [`${field}: ${literal(value)}`],
  )
  const text = programText(program)
  const written = more.length === 0 ? text : `{ program: ${text}, ${more.join(', ')} }`
  return `${nameOf(kind ?? name)}: ${written},`.split('\n')
}

type Host = Scenario['hosts'][number]

/** What else is said of the system, as it was said. */
function besideLines({ network, names, state, quiet, startsAt }: Scenario): readonly string[] {
  const { links, ...plain } = network ?? {}
  const spelled = {
    ...plain,
    ...(links === undefined
      ? {}
      : { links: Object.fromEntries(Object.entries(links).map(([host, link]) => [host, withoutUnits(link)])) }),
  }
  return Object.entries({
    network: network === undefined ? undefined : spelled,
    names:
      names === undefined
        ? undefined
        : Object.fromEntries(Object.entries(names).map(([name, one]) => [name, withoutUnits(one)])),
    ...{ state, quiet, startsAt },
  }).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${literal(value)},`]))
}

/** `delayMs: 40` is written `delay: '40ms'`, `mtuBytes` is `mtu`, and `lossPercent` `loss`. */
function withoutUnits(fields: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]: [string, unknown]) => {
      if (name === 'rateBitsPerSecond' && typeof value === 'number') return ['rate', `${value / 1_000}kbit`]
      if (name.endsWith('Ms') && typeof value === 'number') return [name.slice(0, -2), lengthText(value)]
      return [name.replace(/(Percent|Bytes)$/, ''), value]
    }),
  )
}

function actionText(does: Action): { readonly text: string; readonly name?: string } {
  if (isFault(does)) return writtenFault(does)
  if (does.kind === 'heal') return { text: `heal(${does.step})`, name: 'heal' }
  const { file, args, env, cwd, user, stdin } = does.command
  const options = { env, cwd, user, stdin }
  const more = Object.values(options).some(value => value !== undefined) ? `, ${literal(options)}` : ''
  return { text: `run(${literal(does.on)}, ${literal([file, ...args])}${more})`, name: 'run' }
}
