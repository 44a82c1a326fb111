// The command line: one file a command; results on stdout, progress and errors on stderr, exit codes as in the help.
import { workflowCommand } from '../../reports/workflow-command.ts'
import { command, inActions } from '../kit/actions-log.ts'
import { didYouMean, HalfopenError, messageOf } from '../kit/errors.ts'
import { shortageOf } from '../kit/shortage.ts'
import { terminalOf } from '../kit/terminal.ts'
import { version } from '../kit/version.ts'
import { ExitCode } from './exit-code.ts'
import { commandNames, help, helpOf } from './help.ts'
import { Interrupted } from './interrupted.ts'
import { requireOpenFiles } from './open-files.ts'
import type { CommandName } from './options.ts'
import { requireStartable } from './startable.ts'
import { requireVitest } from './vitest-version.ts'

/** Loaded when they are called: the help should not wait for Vitest. */
const commands = {
  init: async args => (await withRoom(() => import('./init.ts'))).init(args),
  lab: async args => (await withRoom(() => import('./lab.ts'))).lab(args),
  run: async args => (await withVitest(() => import('./run.ts'))).run(args),
  list: async args => (await withVitest(() => import('./list.ts'))).list(args),
  doctor: async args => (await import('./doctor.ts')).doctor(args),
  audit: async args => (await import('./audit.ts')).audit(args),
  compare: async args => (await withRoom(() => import('./compare.ts'))).compare(args),
  recommend: async args => (await import('./recommend.ts')).recommend(args),
  explain: async args => (await import('./explain.ts')).explain(args),
  league: async args => (await withRoom(() => import('./league.ts'))).league(args),
  report: async args => (await import('./report.ts')).report(args),
  complete: async args => (await import('./complete.ts')).complete(args),
} as const satisfies Record<CommandName, (args: readonly string[]) => Promise<number>>

/** Runs the command of that name and returns its exit code. Never rejects: what is thrown is told on stderr. */
export async function main(args: readonly string[]): Promise<number> {
  return await dispatch(args).catch(explain)
}

async function dispatch([name, ...args]: readonly string[]): Promise<number> {
  const asked = name === 'help' ? args[0] : name
  const isAsked = name === 'help' || (args[0] !== '--' && args.some(arg => arg === '--help' || arg === '-h'))
  if (isAsked && asked !== undefined && isCommand(asked)) return print(helpOf(asked, terminalOf(process.stdout)))
  if (name === undefined || isAsked || name === '--help' || name === '-h')
    return print(help(terminalOf(process.stdout)))
  if (name === '--version' || name === '-v') return print(`halfopen ${version}\n`)
  if (isCommand(name)) return await commands[name](args)
  throw new HalfopenError('E_USAGE', `Cannot run the command: there is none of that name, got "${name}"`, {
    fix: `See npx halfopen --help.${didYouMean(name, commandNames)}`,
  })
}

/** Which Vitest there is comes before anything of it is loaded, and so does whether there is room for what runs. */
async function withVitest<M>(load: () => Promise<M>): Promise<M> {
  requireVitest()
  return await withRoom(load)
}

async function withRoom<M>(load: () => Promise<M>): Promise<M> {
  requireOpenFiles()
  requireStartable()
  return await load()
}

function isCommand(name: string): name is keyof typeof commands {
  return Object.hasOwn(commands, name)
}

function print(text: string): number {
  process.stdout.write(text)
  return ExitCode.passed
}

/** What a user can mend is one line, and so is what they have stopped; what is our own fault shows its stack. */
export function explain(thrown: unknown): number {
  const told = asTold(thrown)
  const stopped = told instanceof Interrupted
  const own = !(told instanceof HalfopenError || stopped)
  const text = own && told instanceof Error ? (told.stack ?? told.message) : messageOf(told)
  process.stderr.write(`${text}\n`)
  if (!stopped && inActions()) command(workflowCommand('error', { title: 'halfopen' }, messageOf(told)))
  if (stopped) return ExitCode.interrupted
  return own ? ExitCode.internal : ExitCode.usage
}

/** Wherever something has run out, that is what a user can mend. */
function asTold(thrown: unknown): unknown {
  const short = thrown instanceof HalfopenError ? undefined : shortageOf(thrown)
  return short
    ? new HalfopenError('E_SHORTAGE', `Cannot go on: ${short.why}`, { fix: short.fix, cause: thrown })
    : thrown
}
