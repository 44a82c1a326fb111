// The scenario whose hosts the lab starts: that of a name, as its file declares it, or one of two commands.
import type { TestCase, Vitest } from 'vitest/node'
import { command } from '../define/command.ts'
import { parseScenario } from '../define/scenario.ts'
import { noFault } from '../faults/none.ts'
import { withPlaceholders } from '../init/placeholders.ts'
import { HalfopenError } from '../kit/errors.ts'
import type { Scenario } from '../model/scenario.ts'
import { planeNames } from '../planes/all.ts'
import { handedOn, handOn } from '../runtime/handed-on.ts'
import { KeptFunctions } from '../vitest/kept-functions.ts'
import { ExitCode } from './exit-code.ts'
import { onInterrupt } from './interrupt.ts'
import type { OwnPair } from './lab-arguments.ts'
import { closeVitest, exitNow } from './leave.ts'
import type { Found } from './select.ts'

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
export async function scenarioNamed(name: string): Promise<LoadedForLab> {
  const before = handedOn()
  handOn({ lab: true })
  const { openVitest } = await import('./vitest.ts')
  const { chooseFiles, findScenarioFiles } = await import('./scenario-files.ts')
  const { findScenarios } = await import('./select.ts')
  const root = process.cwd()
  const chosen = chooseFiles(await findScenarioFiles(root), [name])
  await using stack = new AsyncDisposableStack()
  const vitest = await openVitest({ root })
  stack.defer(() => closeVitest(vitest))
  stack.defer(() => handOn({ ...before, lab: undefined }))
  using _interrupt = onInterrupt(() => void exitNow(ExitCode.interrupted))
  const one = onlyOne(await findScenarios(vitest, chosen, [name]), name)
  const { script, made } = one.own
  const hosts = made.length === 0 ? script.hosts : await withFunctions(vitest, one, name, stack)
  const {
    bounds: [firstBound],
    ...claim
  } = script
  const kept = made.length === 0 ? undefined : stack.move()
  return {
    scenario: { ...claim, hosts, id: 'lab/session', bounds: [firstBound] },
    [Symbol.asyncDispose]: async () => kept?.disposeAsync(),
  }
}

/** A scenario, for as long as it is not disposed: the functions of its programs are where its file was loaded. */
export interface LoadedForLab extends AsyncDisposable {
  readonly scenario: Scenario
}

function onlyOne(found: readonly Found[], name: string): { readonly test: TestCase; readonly own: Taken } {
  const [first, second] = found
  const test = first?.tests[0]
  const own = test?.meta().halfopenLab
  if (test && own && !second) return { test, own }
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
}

type Taken = NonNullable<ReturnType<TestCase['meta']>['halfopenLab']>

/** Its file is run for as long as the lab lasts: what functions its programs have answer there. */
async function withFunctions(
  vitest: Vitest,
  { test, own }: { readonly test: TestCase; readonly own: Taken },
  name: string,
  stack: AsyncDisposableStack,
): Promise<Scenario['hosts']> {
  const functions = new KeptFunctions()
  const ran = vitest.runTestSpecifications([test.module.toTestSpecification([test])])
  // The worker ends by itself once nobody needs it, and before Vitest is closed.
  stack.defer(async () => void (await ran.catch(() => {})))
  stack.use(functions)
  const isReady = await Promise.race([functions.ready.then(() => true), ran.then(() => false)])
  if (!isReady)
    throw refused('it does not run there: it is skipped, or its file fails', name, 'Run it by npx halfopen run')
  return own.script.hosts.map(host => functions.given(host, own.made))
}

function refused(cause: string, name: string, fix: string): HalfopenError {
  return new HalfopenError('E_USAGE', `Cannot take the scenario into the lab: ${cause}, got "${name}"`, { fix })
}
