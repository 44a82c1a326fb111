// The site of the docs, by `npm run docs`: every page of the repository, at the place that it has there, so that its links lead where they lead in a clone.
import { cpSync, existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { defineConfig } from 'vitepress'
import { sidebar } from './sidebar.ts'

const root = join(import.meta.dirname, '../..')
/** What pages link to and is no page: it lies beside them as it is. */
const beside = new Set<string>()

// biome-ignore lint/style/noDefaultExport: VitePress reads it so
export default defineConfig({
  title: 'halfopen',
  description: 'Does my client notice a dead server, and how fast?',
  srcDir: root,
  srcExclude: ['**/node_modules/**', 'dist/**', '**/out/**', 'harness/subjects/programs/**', '**/fixtures/**', '.*/**'],
  outDir: join(root, 'docs/.vitepress/dist'),
  cacheDir: join(root, 'docs/.vitepress/cache'),
  rewrites: { 'README.md': 'index.md', ':folder(.*)/README.md': ':folder/index.md' },
  themeConfig: { sidebar, outline: [2, 3], search: { provider: 'local' } },
  ignoreDeadLinks: [/\.page$/], // which lie beside
  markdown: {
    config: md => {
      md.core.ruler.push('files', state => {
        for (const token of state.tokens.flatMap(({ children }) => children ?? [])) {
          const href = token.type === 'link_open' ? token.attrGet('href') : null
          if (href !== null) token.attrs = inSite(href, state.env.path)
        }
      })
      // To Vue two braces begin an expression, and in a page they are braces.
      for (const rule of ['text', 'code_inline'] as const) {
        const own = md.renderer.rules[rule]
        if (own) md.renderer.rules[rule] = (...given) => own(...given).replaceAll('{{', '&#123;&#123;')
      }
    },
  },
  buildEnd: ({ outDir }) => {
    for (const file of beside) {
      mkdirSync(dirname(join(outDir, file)), { recursive: true })
      cpSync(join(root, file), join(outDir, placeOf(file)))
    }
  },
})

/** What a link has in the site: a folder is its README, or has no address; a file that is no page is noted, and called so that it is taken for none. */
function inSite(href: string, page: string): [string, string][] {
  const [path = '', anchor] = href.split('#')
  const at = join(dirname(page), path)
  if (/^\w+:|^$|^\//.test(path) || path.endsWith('.md') || !existsSync(at)) return [['href', href]]
  if (statSync(at).isDirectory())
    return existsSync(join(at, 'README.md')) ? [['href', `${path.replace(/\/?$/, '/')}README.md`]] : []
  const file = relative(root, at)
  beside.add(file)
  return [['href', `/${placeOf(file)}${anchor === undefined ? '' : `#${anchor}`}`]]
}

/** docs/league.html is beside the page that docs/league.md becomes. */
function placeOf(file: string): string {
  return file.replace(/\.html$/, '.page.html')
}
