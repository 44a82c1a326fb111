// Vitest as the runner underneath: with the user's own configuration, and our options on top of it.
import { access, constants, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { BaseSequencer, createVitest, type Reporter, type TestSpecification, type Vitest } from 'vitest/node'
import { HalfopenError, messageOf } from '../kit/errors.ts'
import { fromSource, packageFolder, programPath } from '../kit/program-path.ts'
import { handOn } from '../runtime/handed-on.ts'
import { insideBox } from '../runtime/where.ts'
import { unrefusing } from './output.ts'
import { isPlain, type ShownConfig } from './plain-config.ts'
import { scenarioGlob } from './scenario-files.ts'
import { homeForToken } from './token-home.ts'

/** A Vitest with the configuration that lies in the root. It has to be closed. Rejects with E_CONFIG where that cannot be read. */
export async function openVitest({
  root,
  reporters = [silent],
  workers = 12,
  byNode = false,
}: RunnerOptions): Promise<Vitest> {
  const config = await configOf(root)
  const shown = (user: ShownConfig) => handOn({ byNode: (byNode && isPlain(user)) || undefined })
  await using _home = await homeForToken()
  try {
    // Vitest 5 no longer needs its first argument, Vitest 4 does.
    return await createVitest(
      'test',
      {
        ...fixed(),
        root,
        dir: root,
        config: config ?? false,
        ...(await loaderIn(root)),
        runner: loadingRunner,
        reporters: [...reporters],
        // A signal wakes what watches the packets, and signals come to a process's main thread only.
        pool: insideBox() ? 'forks' : 'threads',
        maxWorkers: workers,
        allowOnly: !process.env.CI,
      },
      {
        logLevel: 'silent',
        plugins: [ours(shown)],
        ...(fromSource ? { ssr: { resolve: { conditions: sourceConditions } } } : {}),
      },
      { stdout: unrefusing(process.stdout), stderr: unrefusing(process.stderr) },
    )
  } catch (cause) {
    if (config === undefined) throw cause
    throw new HalfopenError('E_CONFIG', `Cannot use ${config}: ${reasonOf(cause)}`, { cause })
  }
}

/** Where, and who is told. */
export interface RunnerOptions {
  readonly root: string
  readonly reporters?: readonly Reporter[]
  readonly workers?: number
  /** The files are only listed: Node alone may load them, where the configuration says nothing else. */
  readonly byNode?: boolean
}

/** Without any, Vitest 4 would take its own. */
const silent: Reporter = {}

/** What loads the files, within a limit. */
export const loadingRunner: string = programPath('harness/vitest/loading.program')

/** A script of several steps has no bounds to compute its time from. */
const scriptTimeoutMs = 120_000

/** The order is ours: see file-order.ts. */
class AsGiven extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files
  }
}

/** What no configuration changes: scenarios are run by these rules or they are not scenarios. */
const fixed = () =>
  ({
    watch: false,
    include: [scenarioGlob],
    exclude: [],
    includeSource: [],
    environment: 'node',
    isolate: false,
    fileParallelism: true,
    retry: 0,
    bail: 0,
    // How long each file took last time is in our own report; in a guest it would make a run depend on those before.
    cache: false,
    passWithNoTests: false,
    testTimeout: scriptTimeoutMs,
    hookTimeout: scriptTimeoutMs,
    sequence: { sequencer: AsGiven, shuffle: false, concurrent: false },
    coverage: { enabled: false },
    typecheck: { enabled: false },
  }) satisfies Parameters<typeof createVitest>[1]

/** What is written for another run than this one: other projects, parts of a whole, a browser. */
const foreign = ['projects', 'browser', 'name', 'shard', 'testNamePattern', 'tagsFilter', 'outputFile'] as const

const ours = (shown: (user: ShownConfig) => void) =>
  ({
    name: 'halfopen',
    enforce: 'pre',
    config: {
      order: 'pre',
      handler(config: ShownConfig & { test?: { [name in (typeof foreign)[number]]?: unknown } }) {
        shown(config)
        for (const name of foreign) delete config.test?.[name]
        return { test: { server: { deps: { external: builtOnes, inline: packedOnes } } } }
      },
    },
  }) as const

/** `vitest.config.ts` before `vite.config.ts`, as Vitest looks for them. */
async function configOf(root: string): Promise<string | undefined> {
  const files = await readdir(root)
  const named = (stem: string) => files.find(file => new RegExp(`^${stem}\\.config\\.[cm]?[jt]s$`).test(file))
  const file = named('vitest') ?? named('vite')
  return file && join(root, file)
}

/** Vite writes a configuration down before it loads it; in a folder that somebody else owns it has to be read as it is. */
async function loaderIn(root: string): Promise<{ configLoader?: 'runner' }> {
  for (const folder of ['node_modules/.vite-temp', 'node_modules', '.']) {
    const refused = await access(join(root, folder), constants.W_OK).then(() => '', codeOf)
    if (refused !== 'ENOENT') return refused === '' ? {} : { configLoader: 'runner' }
  }
  return {}
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown'
}

/** The first line that says something: a build's error begins with how many there are, and goes on with a drawing. */
function reasonOf(cause: unknown): string {
  const lines = stripVTControlCharacters(messageOf(cause)).split('\n')
  return lines.find(line => line.trim() !== '' && !/^Build failed/.test(line)) ?? 'it throws'
}

/** In the repository the scenarios import the sources that this command is made of, not what was built of them last. */
const sourceConditions = ['halfopen-source', 'module', 'node', 'import', 'default']

/** What was built is loaded by Node itself wherever it lies, as it is from node_modules: each worker would have it transformed. */
const builtOnes = fromSource ? [] : [new RegExp(`^${RegExp.escape(join(packageFolder, 'dist'))}/`)]

/** Scenarios that come with the package are TypeScript, which Node loads from no node_modules. */
const packedOnes = [new RegExp(`^${RegExp.escape(join(packageFolder, 'scenarios'))}/`)]
