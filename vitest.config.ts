import { defineConfig } from 'vitest/config'

const conditions = ['halfopen-source', 'module', 'node', 'import', 'default']

export default defineConfig({
  test: {
    projects: [
      {
        // For the tests alone: the scenarios are run with this configuration too, on what was built where it was built.
        ssr: { resolve: { conditions } },
        test: { name: 'core', include: ['{harness,reports}/**/*.test.ts'], testTimeout: 30_000 },
      },
    ],
  },
})
