// Method: the tarball itself is read, as npm packed it: what the licences ask for, what a tool says of its exports, what it weighs; and whether two
// copies of these sources, in other folders and at other times, give the same bytes.
import { createHash } from 'node:crypto'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { zstdDecompressSync } from 'node:zlib'
import { execa } from 'execa'
import { publint } from 'publint'
import { beforeAll, describe, expect, test } from 'vitest'
import packageJson from '../package.json' with { type: 'json' }
import { packed } from './cli/fixtures/installed.ts'
import { sbom } from './sbom.build.ts'

const root = join(import.meta.dirname, '..')
const { path: folder, [Symbol.asyncDispose]: remove } = await temporaryFolder()
const pack = join(folder, 'package')
let tarball = ''
let files: readonly string[] = []

beforeAll(async () => {
  tarball = await packed()
  await execa('tar', ['-xzf', tarball, '-C', folder])
  files = (await readdir(pack, { recursive: true, withFileTypes: true }))
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(pack.length + 1))
  return remove
})

describe('the tarball', () => {
  test('is below 5 MB, holds what is run and read, and nothing that is neither', async () => {
    const sizes = await Promise.all(files.map(async file => (await stat(join(pack, file))).size))
    const unpacked = sizes.reduce((sum, size) => sum + size, 0)
    const { size } = await stat(tarball)
    console.log(`${megabytes(size)} packed, ${megabytes(unpacked)} unpacked, ${files.length} files`)
    expect(size).toBeLessThan(5e6)
    for (const file of ['README.md', 'LICENSE', 'CHANGELOG.md', 'docs/keepalive.md', 'scenarios/incidents/README.md'])
      expect(files).toContain(file)
    const parts = 'bench|mutants|node_modules|dist/modules|reports|\\.ci|coverage'
    const stray = new RegExp(`^(${parts})/|\\.test\\.ts$|\\.tsbuildinfo$|(^|/)\\.|^harness/.*\\.ts$`)
    expect(files.filter(file => stray.test(file))).toEqual([])
  })

  test('names no place that is not there: each file of its exports, and no address made up', async () => {
    const { messages } = await publint({ pkgDir: pack, pack: false, strict: true })
    expect(messages).toEqual([])
    for (const field of ['repository', 'homepage', 'bugs', 'author']) expect(packageJson).not.toHaveProperty(field)
  })

  test('meets what the licences of the guest kernel ask for: their texts, which source it is, all that builds it, the offer, and where that is said', async () => {
    const text = async (file: string) => readFile(join(pack, file), 'utf8')
    expect(await text('kernel/COPYING')).toContain('GNU GENERAL PUBLIC LICENSE\n\t\t       Version 2')
    expect(await text('kernel/COPYING.LIB')).toContain('GNU LESSER GENERAL PUBLIC LICENSE')
    for (const file of [
      'COPYING.glibc',
      'COPYING.musl',
      'build.sh',
      'pins',
      'config-fragment',
      'init.c',
      'artifacts.json',
    ])
      expect(files).toContain(`kernel/${file}`)
    const { stdout } = await execa('git', ['ls-files', 'kernel'], { cwd: root }) // our changes are all of it
    expect(files.filter(file => file.startsWith('kernel/')).sort()).toEqual(stdout.split('\n').sort())

    const [source, pins] = [await text('kernel/SOURCE.md'), await text('kernel/pins')]
    for (const name of ['SOURCE_SHA256', "SOURCE='linux-source-6.12", 'libc6-dev']) {
      const [, pinned = 'nothing pinned'] = new RegExp(`${name}=([^\\s']+)`).exec(pins) ?? []
      expect(source, name).toContain(pinned)
    }
    expect(source).toMatch(/at least three years.*complete machine-readable copy.*no more than what it costs/s)
    for (const file of ['LICENSE', 'kernel/README.md']) expect(await text(file)).toContain('SOURCE.md')
    expect(packageJson.license).toContain('GPL-2.0-only WITH Linux-syscall-note')
  })

  test('has a bill of materials with all that it needs, and with what it holds: the kernel, byte for byte, and what the page copies', async () => {
    const bom = sbom()
    const { components } = bom
    const names = components.map(({ name }) => name)
    const { dependencies, optionalDependencies } = packageJson
    expect(names).toEqual(expect.arrayContaining(Object.keys({ ...dependencies, ...optionalDependencies })))
    const page = await readFile(join(pack, 'dist/reports/page/report.js'), 'utf8')
    const copied = [...page.matchAll(/\/\*! ([^:]+):\n/g)].flatMap(([, list = '']) => list.split(', '))
    expect(copied.length).toBeGreaterThan(5)
    expect(names).toEqual(expect.arrayContaining(copied))
    for (const name of ['linux', 'init']) {
      const bytes = zstdDecompressSync(await readFile(join(pack, `kernel/${name}.zst`)))
      expect(components.find(component => component.name === name)?.hashes).toEqual([
        { alg: 'SHA-256', content: createHash('sha256').update(bytes).digest('hex') },
      ])
    }
    expect(components.filter(({ licenses = [] }) => licenses.length === 0)).toEqual([])
    expect(JSON.parse(await readFile(join(pack, 'dist/sbom.cdx.json'), 'utf8'))).toEqual(bom)
  })
})

test('two packs of the same sources in two folders are the same, bill of materials included', {
  timeout: 600_000,
}, async () => {
  await using other = await temporaryFolder()
  expect(await digestOf(await packIn(join(other.path, 'a-longer-name/for it')))).toBe(await digestOf(tarball))
})

/** A copy of what is under version control, built and packed there, as all other tests have it of this folder. */
async function packIn(clone: string): Promise<string> {
  const { stdout } = await execa('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root })
  for (const file of stdout.split('\0').filter(Boolean)) {
    await mkdir(dirname(join(clone, file)), { recursive: true })
    await cp(join(root, file), join(clone, file)).catch(() => undefined) // it was removed here
  }
  await symlink(join(root, 'node_modules'), join(clone, 'node_modules'))
  await execa('npm', ['pack', '--silent', '--pack-destination', '..'], { cwd: clone, stdin: 'ignore' })
  const { stdout: list } = await execa('tar', ['-tzf', `../halfopen-${packageJson.version}.tgz`], { cwd: clone })
  expect(list).toContain('package/dist/sbom.cdx.json')
  return join(clone, `../halfopen-${packageJson.version}.tgz`)
}

async function digestOf(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex')
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(2)} MB`
}

async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'halfopen-packed-'))
  return { path, [Symbol.asyncDispose]: async () => rm(path, { recursive: true, force: true }) }
}
