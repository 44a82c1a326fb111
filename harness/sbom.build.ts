// Writes what the package consists of, as CycloneDX: what npm knows of, and what it does not, the guest kernel and what is in the report's page.
// `npm run sbom`, part of `npm pack`. Nothing in it depends on the day or the machine, so that two packages of one commit are the same.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execaSync } from 'execa'
import artifacts from '../kernel/artifacts.json' with { type: 'json' }
import packageJson from '../package.json' with { type: 'json' }

const root = join(import.meta.dirname, '..')

/** The bill of materials, as it ships. */
export function sbom(): Bom {
  const all = npmSbom()
  const { name, version, dependencies, optionalDependencies, devDependencies } = packageJson
  const ofPage = Object.keys(devDependencies).filter(dependency => dependency.startsWith('d3-'))
  const needed = [...Object.keys(dependencies), ...Object.keys(optionalDependencies), ...ofPage]
  const seeds = all.components.filter(component => needed.includes(component.name) && isTop(all, component))
  const reached = reachedFrom(seeds, all)
  const kernel = inKernel()
  const ref = all.metadata.component['bom-ref']
  const dependsOn = [...seeds, ...kernel].map(component => component['bom-ref'])
  const bom = {
    ...all,
    metadata: { component: { ...all.metadata.component, name, version } },
    // npm's own remarks on a component speak of this repository: that the page's libraries are needed by nobody who installs the package
    components: [...reached.map(component => ({ ...component, properties: [] })), ...kernel],
    dependencies: [
      { ref, dependsOn },
      ...all.dependencies.filter(dependency => reached.some(component => component['bom-ref'] === dependency.ref)),
    ],
  }
  return { ...bom, serialNumber: `urn:uuid:${uuidOf(JSON.stringify({ ...bom, serialNumber: '' }))}` }
}

/** The part of it that is read here. */
export interface Bom {
  readonly serialNumber: string
  readonly metadata: { readonly component: Component }
  readonly components: readonly Component[]
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[]
}

/** One that ships, or is installed with it. */
export interface Component {
  readonly 'bom-ref': string
  readonly name: string
  readonly version: string
  readonly licenses?: readonly unknown[]
  readonly description?: string
  readonly pedigree?: object
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[]
}

/** All that is locked. */
function npmSbom(): Bom {
  const args = ['sbom', '--sbom-format=cyclonedx', '--package-lock-only']
  return JSON.parse(execaSync('npm', args, { cwd: root, stdin: 'ignore' }).stdout)
}

/** Not one of another version that something of our tools has. */
function isTop({ metadata, dependencies }: Bom, component: Component): boolean {
  const own = dependencies.find(({ ref }) => ref === metadata.component['bom-ref'])
  return own?.dependsOn.includes(component['bom-ref']) ?? false
}

/** They, and all that they need. */
function reachedFrom(seeds: readonly Component[], { components, dependencies }: Bom): readonly Component[] {
  const needs = new Map(dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]))
  const reached = new Set(seeds.map(component => component['bom-ref']))
  for (const ref of reached) for (const next of needs.get(ref) ?? []) reached.add(next)
  return components.filter(component => reached.has(component['bom-ref']))
}

function inKernel(): readonly Component[] {
  const pins = readFileSync(join(root, 'kernel/pins'), 'utf8')
  const pinned = (name: string) => new RegExp(`\\b${name}=(\\S+?)[\\s'"]`).exec(pins)?.[1] ?? ''
  const { linux, init } = artifacts.files
  const source = `pkg:deb/debian/linux-6.12@${pinned('linux-source-6.12')}?arch=source`
  return [
    {
      ...program('linux', artifacts.kernel, linux),
      description: 'The guest kernel, User-Mode Linux, changed by kernel/patches. Its source: kernel/README.md',
      ...licence('GPL-2.0-only WITH Linux-syscall-note'),
      pedigree: { ancestors: [{ type: 'library', name: 'linux-6.12', purl: source }] },
    },
    { ...program('init', packageJson.version, init), ...licence('MIT'), description: 'kernel/init.c' },
    { ...linked('glibc', pinned('libc6-dev')), ...licence('LGPL-2.1-or-later') },
    { ...linked('musl', pinned('musl-dev')), ...licence('MIT') },
  ]
}

function program(name: string, version: string, { unpacked }: (typeof artifacts.files)['linux']) {
  const hashes = [{ alg: 'SHA-256', content: unpacked.sha256 }]
  return { 'bom-ref': `kernel/${name}@${version}`, type: 'application', name, version, hashes }
}

/** Statically, into one of those. */
function linked(name: string, version: string) {
  const purl = `pkg:deb/debian/${name}@${version}?arch=source`
  return { 'bom-ref': `${name}@${version}`, type: 'library', name, version, purl }
}

function licence(expression: string) {
  return { licenses: [{ expression }] }
}

/** Of the contents: as many digits as a UUID has, in its form for such (RFC 9562, version 8). */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

if (process.argv[1] === import.meta.filename)
  writeFileSync(join(root, 'dist/sbom.cdx.json'), `${JSON.stringify(sbom(), undefined, 2)}\n`)
