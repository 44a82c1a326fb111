import { defineConfig } from 'vitest/config'

/** Pure code: its tests start no process and open no socket (harness/test-groups.test.ts holds them to it), so a worker loads it once. */
export const pure = [
  '{harness/{model,timers,facts,faults,define,predict,verdict,explain,recommend},reports}/**/*.test.ts',
]

/** What is measured in real time, or takes every core, has the machine to itself. Who waits for commands, or computes, minds nobody. */
export const alone = ['harness/{planes,subjects,kit}/**/*.test.ts', 'harness/boxes/{agreement,guest/cores}.test.ts']

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
    projects: [
      { test: { ...common, name: 'pure', include: pure, isolate: false, maxWorkers: '100%' } },
      {
        test: {
          ...built,
          name: 'core',
          include: ['{harness,reports}/**/*.test.ts'],
          exclude: ['**/node_modules/**', ...pure, ...alone],
          maxWorkers: '100%',
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
