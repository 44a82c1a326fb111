// Why Vitest ran no scenario at all, where that is its configuration: its include means other names unless somebody says otherwise.
import { extname, join } from 'node:path'
import type { Vitest } from 'vitest/node'
import { filesBelow } from './files-below.ts'

/** Undefined where its include does find them, and something else was asked for. */
export function whyNothingRan({ config, projects }: Projects): string | undefined {
  const files = filesBelow(config.root).sort()
  if (files.length === 0) return 'there is no *.scenario.ts here. npx halfopen init writes one'
  const unseen = files.filter(file => !projects.some(project => project.matchesTestGlob(join(config.root, file))))
  const [first] = unseen
  if (first === undefined) return undefined
  const kinds = unseen.every(file => extname(file) === '.ts') ? 'ts' : '{ts,mts,js,mjs}'
  return `Vitest's include does not mean ${first}${unseen.length > 1 ? ` and ${unseen.length - 1} more` : ''}. Its configuration needs test: { include: ['**/*.scenario.${kinds}'] }`
}

type Projects = {
  readonly config: Pick<Vitest['config'], 'root'>
  readonly projects: readonly Pick<Vitest['projects'][number], 'matchesTestGlob'>[]
}
