// The scenario whose hosts the lab starts: that of a name, as its file declares it, or one of two commands.
import { command } from '../define/command.ts'
import { parseScenario } from '../define/scenario.ts'
import { noFault } from '../faults/none.ts'
import { withPlaceholders } from '../init/placeholders.ts'
import { HalfopenError } from '../kit/errors.ts'
import type { Scenario } from '../model/scenario.ts'
import { planeNames } from '../planes/all.ts'
import { handedOn, handOn } from '../runtime/handed-on.ts'
import { ExitCode } from './exit-code.ts'
import { onInterrupt } from './interrupt.ts'
import type { OwnPair } from './lab-arguments.ts'
import { closeVitest, exitNow } from './leave.ts'

/** Two commands, typed as they are by hand or with placeholders. Throws E_COMMAND. */
export function pairScenario({ server, client, ready, connected, lost }: OwnPair): Scenario {
  const placed = withPlaceholders({ server, client })
  return parseScenario(
    'lab/session',
    'what is done by hand',
    {
      server: command(placed.server, ready ? { ready } : {}),
      client: command(placed.client, { ...(connected ? { connected } : {}), ...(lost ? { lost } : {}) }),
      fault: noFault(),
      bounds: { undetectedBy: 'wire', for: '1s' },
    },
    planeNames,
  )
}

/** As its file declares it, loaded by Vitest and not run. Throws E_NO_MATCH, E_LOAD, and E_USAGE for what cannot be taken from there. */
export async function scenarioNamed(name: string): Promise<Scenario> {
  const before = handedOn()
  handOn({ lab: true })
  const { openVitest } = await import('./vitest.ts')
  const { chooseFiles, findScenarioFiles } = await import('./scenario-files.ts')
  const { findScenarios } = await import('./select.ts')
  const root = process.cwd()
  const chosen = chooseFiles(await findScenarioFiles(root), [name])
  const vitest = await openVitest({ root })
  using _interrupt = onInterrupt(() => void exitNow(ExitCode.interrupted))
  try {
    const found = await findScenarios(vitest, chosen, [name])
    const [first, second] = found
    const own = first?.tests[0].meta().halfopenLab
    if (!first || !own || second)
      throw refused(
        second ? 'it has several claims' : 'it is a script of several steps, which says by itself what is started',
        name,
        second
          ? `Name one, such as ${found
              .slice(0, 3)
              .map(({ id }) => id)
              .join(' or ')}`
          : 'Name one that scenarioTest() declares',
      )
    const [made] = own.made
    if (made !== undefined)
      throw refused(
        `${made} is read or made by code, which is where its file is`,
        name,
        'Name one whose programs are command() with patterns',
      )
    const {
      bounds: [firstBound],
      ...claim
    } = own.script
    return { ...claim, id: 'lab/session', bounds: [firstBound] }
  } finally {
    handOn({ ...before, lab: undefined })
    await closeVitest(vitest)
  }
}

function refused(cause: string, name: string, fix: string): HalfopenError {
  return new HalfopenError('E_USAGE', `Cannot take the scenario into the lab: ${cause}, got "${name}"`, { fix })
}
