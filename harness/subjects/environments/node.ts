// The clients in Node: every package is pinned by programs/node/package-lock.json.
import type { Starter } from '../client-kind.ts'
import { environment } from './environment.ts'

const made = environment({
  from: 'node',
  steps: [['npm', 'ci', '--no-audit', '--no-fund', '--ignore-scripts']],
  fix: 'Is there a way to an npm registry? `npm config set registry` names another',
})

/** Starts `<program>.mjs`. */
export const node: Starter = {
  language: 'Node',
  start: program => [process.execPath, `${made.folder}/${program}.mjs`],
  needs: { npm: 'npm' },
  prepare: made.prepare,
}
