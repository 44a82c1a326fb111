// `halfopen lab`: an incident by hand. Hosts are started, steps are taken from the keyboard, a pipe or a script, and what each saw is told.
import { createInterface } from 'node:readline'
import type { Look } from '../../reports/look.ts'
import { plain } from '../../reports/plain.ts'
import { whereToWatch } from '../init/where.ts'
import { abortable } from '../kit/clock.ts'
import { HalfopenError, messageOf } from '../kit/errors.ts'
import { terminalOf } from '../kit/terminal.ts'
import { Lab } from '../lab/lab.ts'
import { openRealTime } from '../lab/live.ts'
import { completions } from '../lab/order.ts'
import { openReplayed } from '../lab/replayed.ts'
import type { Stand } from '../lab/stand.ts'
import type { Scenario } from '../model/scenario.ts'
import { planes } from '../planes/all.ts'
import { handOn } from '../runtime/handed-on.ts'
import { doctor } from './doctor.ts'
import { ExitCode } from './exit-code.ts'
import { abortAtInterrupt } from './interrupt.ts'
import { Interrupted } from './interrupted.ts'
import { type LabArguments, parseLabArguments } from './lab-arguments.ts'
import { pairScenario, scenarioNamed } from './lab-hosts.ts'
import { beginningLines, pictureLines, replyLines, statusWords } from './lab-words.ts'
import { StatusLine } from './status-line.ts'
import { requireVitest } from './vitest-version.ts'

/** 0 when it is left; 1 where nothing can be started here, 64 for a script's step that cannot be taken. Throws E_USAGE and what the hosts' own errors are. */
export async function lab(args: readonly string[]): Promise<number> {
  const given = await parseLabArguments(args)
  handOn({ ...given.beginning, output: given.output })
  const { hosts } = given
  await using stack = new AsyncDisposableStack()
  const scenario = typeof hosts === 'string' ? await named(hosts, stack) : pairScenario(hosts)
  const stop = new AbortController()
  using interrupt = abortAtInterrupt('the lab')
  const signal = AbortSignal.any([interrupt.signal, stop.signal])
  await using stand = await opened(scenario, given, signal)
  if (!stand) {
    await doctor([])
    process.stderr.write('Cannot start hosts here: no such plane is ready. Each line above has its fix [E_NO_PLANE]\n')
    return ExitCode.failed
  }
  const session = new Lab(stand, signal)
  const interactive = given.script === undefined && process.stdin.isTTY && process.stdout.isTTY
  const code = interactive
    ? await onTerminal(session, signal, () => stop.abort(new Interrupted('the lab')))
    : await inLines(session, given, signal)
  signal.throwIfAborted()
  return code
}

async function named(name: string, stack: AsyncDisposableStack): Promise<Scenario> {
  requireVitest()
  return stack.use(await scenarioNamed(name)).scenario
}

/** Undefined where there is no place for it. */
async function opened(scenario: Scenario, given: LabArguments, signal: AbortSignal): Promise<Stand | undefined> {
  using line = new StatusLine(process.stderr)
  if (process.stderr.isTTY) line.show('starting the hosts, until all are healthy')
  const where = await whereToWatch(given, signal)
  if (!where) return undefined
  const open = where.clock === 'virtual' ? openReplayed : openRealTime
  return await open({ ...scenario, planes: [where.plane] }, planes[where.plane], signal)
}

async function onTerminal(session: Lab, signal: AbortSignal, interrupt: () => void): Promise<number> {
  const { showLab } = await import('./lab-screen.ts')
  const look = () => {
    const { colour, columns } = terminalOf(process.stdout)
    return { colour, columns: columns - 1 }
  }
  await showLab({
    beginning: beginningLines(session, look()),
    submit: async line => answer(session, line, look()),
    complete: line => completions(line, session.known),
    now: () => ({ picture: pictureLines(session, look()), status: statusWords(session) }),
    look: session.stand.clock === 'real' ? async () => replyLines(await session.look(), session, look()) : undefined,
    interrupt,
    signal,
  })
  return ExitCode.passed
}

/** What is to be shown; `failed`: the line could not be done, and was said why. */
async function answer(session: Lab, line: string, look: Look): Promise<Answer> {
  try {
    const reply = await session.submit(line)
    return { lines: replyLines(reply, session, look), end: reply.kind === 'quit', failed: false }
  } catch (thrown) {
    if (!(thrown instanceof HalfopenError)) throw thrown
    return { lines: [plain(messageOf(thrown))], end: false, failed: true }
  }
}

interface Answer {
  readonly lines: readonly string[]
  readonly end: boolean
  readonly failed: boolean
}

/** The same in a pipe: what is typed and what is answered, in plain lines, and the picture at the end. The first line that cannot be done ends it. */
async function inLines(session: Lab, { script }: LabArguments, signal: AbortSignal): Promise<number> {
  const look = terminalOf(process.stdout)
  const say = (lines: readonly string[]) => process.stdout.write(lines.map(line => `${line}\n`).join(''))
  say(beginningLines(session, look))
  let code: number = ExitCode.passed
  for await (const line of abortableLines(script ?? createInterface({ input: process.stdin }), signal)) {
    if (line.trim() !== '') say(['', `lab> ${plain(line.trim())}`])
    const { lines, end, failed } = await answer(session, line, look)
    if (failed) {
      process.stderr.write(`${lines.join('\n')}\n`)
      code = ExitCode.usage
    } else say(lines)
    if (end || failed) break
  }
  const picture = pictureLines(session, look)
  if (picture.length > 0) say(['', ` ${statusWords(session)}`, ...picture])
  return code
}

async function* abortableLines(
  lines: Iterable<string> | AsyncIterable<string>,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const all = Symbol.asyncIterator in lines ? lines[Symbol.asyncIterator]() : lines[Symbol.iterator]()
  for (;;) {
    const next = await abortable(signal, Promise.resolve(all.next()))
    if (next.done) return
    yield next.value
  }
}
