// The order of the pages. One that is not there yet is left out; one that is there and not named here is refused by harness/docs.test.ts.
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** By part of the site: each page's name in docs, and its title. */
const parts: readonly (readonly [part: string, pages: Readonly<Record<string, string>>])[] = [
  [
    'Begin',
    {
      'your-client': 'Getting started',
      scenarios: 'Scenarios',
      systems: 'Systems of several hosts',
      subjects: 'Subjects',
    },
  ],
  [
    'Reference',
    {
      faults: 'Faults',
      planes: 'Planes',
      'virtual-time': 'Virtual time',
      settings: 'Settings',
      commands: 'Commands',
      'api/index': 'API',
      troubleshooting: 'Error codes',
    },
  ],
  ['Use', { compare: 'Comparing settings', ci: 'CI', lab: 'Lab' }],
  ['Measured', { keepalive: 'Keepalive', fidelity: 'Planes and witnesses', league: 'Client libraries' }],
]

/** As VitePress takes it. */
export const sidebar = parts.map(([text, pages]) => ({
  text,
  items: Object.entries(pages)
    .filter(([name]) => existsSync(join(import.meta.dirname, '..', `${name}.md`)))
    .map(([name, title]) => ({ text: title, link: `/docs/${name.replace(/index$/, '')}` })),
}))

/** Every page that has its place. */
export const placed = parts.flatMap(([, pages]) => Object.keys(pages))
