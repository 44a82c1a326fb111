import { defineConfig } from 'vitest/config'

const conditions = ['halfopen-source', 'module', 'node', 'import', 'default']

export default defineConfig({
  ssr: { resolve: { conditions } },
  test: {
    projects: [
      {
        extends: true,
        test: { name: 'core', include: ['{harness,reports}/**/*.test.ts'], testTimeout: 30_000 },
      },
    ],
  },
})
