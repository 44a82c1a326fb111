// `halfopen complete`: the script of a shell, and the answers to it: commands, options, what they take, and the names of scenarios.
import { RootCommand, type Command as TabCommand } from '@bomb.sh/tab'
import { clients } from '../facts/clients.ts'
import { faultSpellings } from '../faults/spelling.ts'
import { didYouMean, HalfopenError } from '../kit/errors.ts'
import { bashCompletion } from './bash-completion.ts'
import { ExitCode } from './exit-code.ts'
import { commandNames, whatDoes } from './help.ts'
import { type CommandName, type Option, optionsOf } from './options.ts'
import { findScenarioFiles } from './scenario-files.ts'
import { shellScript, shells } from './shell-script.ts'

/** Prints the script for a shell; after `--` what may stand in the place of the last word. Throws E_USAGE. */
export async function complete([first, ...words]: readonly string[]): Promise<number> {
  if (first === '--') (await tree()).parse([...words])
  else if (first !== undefined && isShell(first)) {
    process.stdout.write(first === 'bash' ? bashCompletion : shellScript(first))
  } else
    throw new HalfopenError('E_USAGE', `Cannot complete: there is no such shell, got "${first ?? ''}"`, {
      fix: `Use ${shells.join(', ')}.${didYouMean(first ?? '', shells)}`,
    })
  return ExitCode.passed
}

function isShell(text: string): text is (typeof shells)[number] {
  return shells.some(shell => shell === text)
}

async function tree(): Promise<RootCommand> {
  const scenarios = await namesOfScenarios()
  const root = new RootCommand()
  for (const name of commandNames) {
    const command = root.command(name, whatDoes(name))
    for (const [option, what] of Object.entries<Option>(optionsOf[name])) declare(command, option, what)
    const words = positional(name, scenarios)
    if (words.length > 0)
      command.argument(
        'name',
        suggest => {
          for (const word of words) suggest(word, '')
        },
        true,
      )
  }
  return root
}

/** Of an option without a value tab knows that nothing follows it. */
function declare(command: TabCommand, name: string, { value, does, such = elsewhere.get(name) ?? [] }: Option): void {
  if (value === undefined) command.option(name, does)
  else
    command.option(name, does, suggest => {
      for (const one of such) suggest(one, '')
    })
}

/** What an option takes that others list. */
const elsewhere: ReadonlyMap<string, readonly string[]> = new Map([['faults', faultSpellings()]])

function positional(name: CommandName, scenarios: readonly string[]): readonly string[] {
  switch (name) {
    case 'run':
    case 'list':
    case 'compare':
    case 'lab':
      return scenarios
    case 'explain':
      return clients.map(({ id }) => id)
    case 'complete':
      return shells
    default:
      return []
  }
}

/** As far as the names of files tell: loading them would take longer than anybody waits for a completion. */
async function namesOfScenarios(): Promise<readonly string[]> {
  const files = await findScenarioFiles(process.cwd()).catch(() => [])
  const stems = files.map(({ stem }) => stem)
  return [...new Set([...stems.flatMap(foldersOf), ...stems])]
}

/** `a/` and `a/b/` of `a/b/c`: a star would be the shell's. */
function foldersOf(stem: string): readonly string[] {
  const steps = stem.split('/').slice(0, -1)
  return steps.map((_, i) => `${steps.slice(0, i + 1).join('/')}/`)
}
