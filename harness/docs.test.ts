// The docs: what is generated is current, every link leads somewhere that is in the package as well, and the site can be built of them.
import { existsSync, readFileSync } from 'node:fs'
import { glob, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, normalize } from 'node:path'
import { execa } from 'execa'
import { beforeAll, describe, expect, test } from 'vitest'
import { placed } from '../docs/.vitepress/sidebar.ts'
import { pageWithTables, tables } from '../reports/pages.build.ts'

const root = join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const away = ['node_modules/**', 'dist/**', '**/out/**']
const pages = (await Array.fromAsync(glob('**/*.md', { cwd: root, exclude: away }))).sort()
const docs = pages.filter(page => page === 'README.md' || page.startsWith('docs/'))
const links = pages.flatMap(page => linksOf(page))
const anchors = new Map<string, Set<string>>()

test('every link to a file of the repository leads to one', () => {
  expect(links.length).toBeGreaterThan(300)
  expect(links.filter(({ to }) => !existsSync(join(root, to)))).toEqual([])
})

test('every anchor that is linked to is a heading of its page, or has its id there', () => {
  // Of its own pages TypeDoc links to one overload too many.
  const ours = links.filter(({ page, to }) => !page.startsWith('docs/api/') && to.endsWith('.md'))
  expect(ours.filter(({ anchor }) => anchor !== undefined).length).toBeGreaterThan(10)
  expect(ours.filter(({ to, anchor }) => anchor !== undefined && !anchorsOf(to).has(anchor))).toEqual([])
})

describe('what is in the package', () => {
  let shipped: readonly string[] = []
  beforeAll(async () => {
    const { stdout } = await execa('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: root,
      stdin: 'ignore',
    })
    const told: unknown = JSON.parse(stdout)
    // npm 11 has a list there, npm 12 an object by name.
    const [packed] = Object.values(told ?? {}) as readonly { files: readonly { path: string }[] }[]
    shipped = packed?.files.map(({ path }) => path) ?? []
  })

  test('the README, the docs and the examples are, and what they link to', () => {
    expect(docs.filter(page => !shipped.includes(page))).toEqual([])
    expect(shipped).toContain('examples/python/scenarios/orders.scenario.ts')
    const has = (to: string) => shipped.some(file => file === to || file.startsWith(`${to}/`))
    expect(links.filter(({ page, to }) => docs.includes(page) && !has(to))).toEqual([])
  })

  test('what builds the site is not', () => {
    expect(shipped.filter(file => file.includes('.vitepress'))).toEqual([])
  })
})

test.for(Object.keys(tables))('the tables of docs/%s are what the code says (npm run docs:pages writes them)', page => {
  expect(read(`docs/${page}`)).toBe(pageWithTables(page))
})

test('docs/api is what the docstrings say (npm run docs:pages writes it)', async () => {
  await using folder = await temporaryFolder()
  await execa('node', ['reports/api.build.ts', folder.path], { cwd: root, stdin: 'ignore' })
  const made = await Array.fromAsync(glob('*.md', { cwd: folder.path }))
  expect(made.sort()).toEqual(docs.filter(page => page.startsWith('docs/api/')).map(page => page.slice(9)))
  for (const name of made) expect(await readFile(join(folder.path, name), 'utf8')).toBe(read(`docs/api/${name}`))
})

test('every page has its place in the site, and the site can be built: without network, and without a dead link', async () => {
  const names = docs.flatMap(page => (/^docs\/(?!api\/\w+(?<!index)\.md)(.*)\.md$/.exec(page) ?? []).slice(1))
  expect(names.filter(name => !placed.includes(name))).toEqual([])
  await using folder = await temporaryFolder()
  await execa('vitepress', ['build', 'docs', '--outDir', folder.path], {
    cwd: root,
    preferLocal: true,
    stdin: 'ignore',
  })
  const page = await readFile(join(folder.path, 'docs/troubleshooting.html'), 'utf8')
  expect(page).toContain('E_UNHEALTHY')
  // What is between two braces is the theme's to fill in, and a page's own to keep.
  expect(page).toMatch(/<span[^>]*>halfopen<\/span>/)
  expect(page).not.toContain('{{')
  expect(await readFile(join(folder.path, 'harness/audit/index.html'), 'utf8')).toContain('{{.State.Pid}}')
})

/** Relative links, from where the page lies: in Markdown, and those of pictures. */
function linksOf(page: string): readonly { page: string; to: string; anchor?: string }[] {
  const text = read(page).replaceAll(/^```.*?^```$|`[^`\n]*`/gms, '')
  const found = [...text.matchAll(/\]\(<?([^)\s>]+)>?\)|(?:src|srcset|href)="([^"]+)"/g)]
  return found.flatMap(([, inMarkdown, inHtml]) => {
    const [path = '', anchor] = (inMarkdown ?? inHtml ?? '').split('#')
    if (/^\w+:/.test(path)) return []
    const to = path === '' ? page : normalize(join(dirname(page), path)).replace(/\/$/, '')
    return [{ page, to, ...(anchor === undefined ? {} : { anchor }) }]
  })
}

/** As GitHub and VitePress make them of headings: in small letters, without punctuation, and numbered where they are alike. */
function anchorsOf(page: string): ReadonlySet<string> {
  const known = anchors.get(page) ?? new Set([...read(page).matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => id))
  if (anchors.has(page)) return known
  const counts = new Map<string, number>()
  for (const [, heading = ''] of read(page).matchAll(/^#+ (.*)$/gm)) {
    const [name, before] = [slug(heading), counts.get(slug(heading)) ?? 0]
    known.add(before === 0 ? name : `${name}-${before}`)
    counts.set(name, before + 1)
  }
  anchors.set(page, known)
  return known
}

function slug(heading: string): string {
  const plain = heading.replaceAll(/\\|\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase()
  return plain.replaceAll(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-')
}

async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'halfopen-docs-'))
  return { path, [Symbol.asyncDispose]: async () => rm(path, { recursive: true, force: true }) }
}
