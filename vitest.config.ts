import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Pure code: its tests start no process and open no socket (harness/test-groups.test.ts holds them to it), so a worker loads it once. */
export const pure = [
  '{harness/{model,timers,facts,faults,define,predict,verdict,explain,recommend},reports}/**/*.test.ts',
]

/** What is measured in real time, or takes every core, has the machine to itself. Who waits for commands, or computes, minds nobody. */
export const alone = ['harness/{planes,subjects,kit}/**/*.test.ts', 'harness/boxes/{agreement,guest/cores}.test.ts']

/** They begin first: whichever of them came last would run by itself at the end. A fresh clone knows no times. */
const longest = [
  'cli/versions',
  'boxes/sandbox',
  'harness/readme',
  'execute/ready',
  'execute/own-programs',
  'cli/compare',
  'execute/undeclared',
]

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = longest.findIndex(name => moduleId.includes(name))
      return at < 0 ? longest.length : at
    }
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other))
  }
}

/** One more than can compute: most of them wait now and then. */
const maxWorkers = availableParallelism() + 1

const common = {
  testTimeout: 30_000,
  // Node loads the sources by itself, without Vite: in half the time, and as it loads them in the programs that tests start.
  experimental: { viteModuleRunner: false },
  execArgv: ['--conditions=halfopen-source'],
  globalSetup: ['harness/kit/fixtures/compile-cache.ts'],
}

/** Its tests start the command line and boxes, as they were built of today's sources. */
const built = { ...common, globalSetup: [...common.globalSetup, 'harness/kit/fixtures/built.ts'] }

// For the tests alone: the scenarios are run with this configuration too, which then has no projects.
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      { test: { ...common, name: 'pure', include: pure, isolate: false, maxWorkers } },
      {
        test: {
          ...built,
          name: 'core',
          include: ['{harness,reports}/**/*.test.ts'],
          exclude: ['**/node_modules/**', ...pure, ...alone],
          maxWorkers,
          retry: 1, // beside other tests a verdict in real time may be left open for a wait for a CPU
        },
      },
      {
        test: {
          ...built,
          name: 'alone',
          include: alone,
          globalSetup: [...built.globalSetup, 'harness/planes/netns/fixtures/boxed-files.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
