import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { patience } from './harness/kit/fixtures/patience.ts'

/** Pure code: its tests start no process and open no socket (harness/test-groups.test.ts holds them to it). */
export const pure = [
  '{harness/{model,timers,facts,faults,define,predict,verdict,explain,recommend},reports}/**/*.test.ts',
]

/**
 * Who measures or judges in real time, or takes every core, has the machine to itself: a verdict may be left open for a wait for a CPU. Who waits
 * for commands, or computes, minds nobody, and neither does who measures in virtual time.
 */
export const alone = [
  'harness/{planes/**/*,kit/cpu-quota}.test.ts',
  'harness/boxes/{agreement,guest/{cores,core-holders,refusal}}.test.ts',
  'harness/execute/{controlled,deaf,phased,recovery}.test.ts',
  'harness/runtime/mutants.test.ts',
  'harness/vitest/{one-road,script-control,two-clients}.test.ts',
]

/** Those of them that measure in virtual time: a guest's. */
export const virtual = [
  'harness/planes/**/*-in-guest.test.ts',
  'harness/planes/netns/{links,faults/{slow,slow-some,disturbed}}.test.ts',
]

/** They change their process, and have one for themselves. All others leave it as it was, so that it loads what they need once. */
export const own = ['harness/{kit/{clock,process},boxes/guest/unpack}.test.ts']

/** They begin first: whichever of them came last would run by itself at the end. A fresh clone knows no times. */
const longest = [
  'cli/versions',
  'cli/package-managers',
  'cli/newcomer',
  'harness/packed',
  'boxes/sandbox',
  'netns/contract-in-guest',
  'harness/readme',
  'execute/bystander',
  'league/league',
  'execute/ready',
  'cli/examples',
  'execute/undeclared',
  'execute/own-programs',
  'cli/select',
  'cli/compare',
]

/** Files of one project one after the other: a worker is kept for the next file of its own project. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId, project }: TestSpecification) => {
      const at = longest.findIndex(name => moduleId.includes(name))
      return at < 0 ? longest.length + names.indexOf(project.name) : at
    }
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other))
  }
}

const names = ['core', 'virtual', 'pure', 'own', 'alone']

/** Two more than can compute: most of them wait, for time to pass or for a command. */
const maxWorkers = availableParallelism() + 2

/** Past it something hangs. */
export const testTimeout = 120_000

const common = {
  testTimeout,
  hookTimeout: testTimeout,
  expect: { poll: { timeout: patience.withinMs } },
  // Node loads the sources by itself, without Vite: in half the time, and as it loads them in the programs that tests start.
  // None of them is mocked, so that no file has to be read twice to look for that.
  experimental: { viteModuleRunner: false, nodeLoader: false },
  execArgv: ['--conditions=halfopen-source'],
  globalSetup: ['harness/kit/fixtures/compile-cache.ts'],
}

/** Its tests start the command line and boxes, as they were built of today's sources; those of one box share it. */
const built = {
  ...common,
  globalSetup: [
    ...common.globalSetup,
    'harness/kit/fixtures/built.ts',
    'harness/planes/netns/fixtures/boxed-files.ts',
    'harness/cli/fixtures/installed-in.ts',
  ],
}

const elsewhere = ['**/node_modules/**']

// For the tests alone: the scenarios are run with this configuration too, which then has no projects.
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      { test: { ...common, name: 'pure', include: pure, isolate: false, maxWorkers } },
      { test: { ...built, name: 'virtual', include: virtual, isolate: false, maxWorkers } },
      { test: { ...built, name: 'own', include: own, maxWorkers } },
      {
        test: {
          ...built,
          name: 'core',
          include: ['{harness,reports}/**/*.test.ts'],
          exclude: [...elsewhere, ...pure, ...own, ...alone],
          isolate: false,
          maxWorkers,
        },
      },
      {
        test: {
          ...built,
          name: 'alone',
          include: alone,
          exclude: [...elsewhere, ...virtual],
          isolate: false,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
