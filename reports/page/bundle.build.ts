// Puts the script of each page, with what it needs of D3, into one text, which the renderer puts into the page. Part of `npm run build`.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { rolldown } from 'rolldown'

const root = join(import.meta.dirname, '../..')
const folder = join(root, 'dist/reports/page')

await mkdir(folder, { recursive: true })
for (const page of ['report', 'compare']) {
  await using bundle = await rolldown({
    input: join(import.meta.dirname, `${page}.ts`),
    platform: 'browser',
    logLevel: 'warn',
  })
  const { output } = await bundle.generate({ format: 'iife', minify: true, codeSplitting: false })
  const [{ code, moduleIds }] = output
  await writeFile(join(folder, `${page}.js`), inPage(`${await licences(moduleIds)}${code}`))
}

/** Each page is a copy of what others have written: their licences ask for their notice in it. */
async function licences(modules: readonly string[]): Promise<string> {
  const packages = modules.flatMap(id => /node_modules\/((?:@[^/]+\/)?[^/]+)\/[^\0]*$/.exec(id)?.[1] ?? [])
  const texts = await Promise.all(
    [...new Set(packages)].sort().map(async name => {
      const text = await readFile(join(root, 'node_modules', name, 'LICENSE'), 'utf8')
      return { name, text: text.trim() }
    }),
  )
  const same = [...Map.groupBy(texts, ({ text }) => text)]
  return same.map(([text, of]) => `/*! ${of.map(({ name }) => name).join(', ')}:\n${text} */\n`).join('')
}

/** A text that may stand in an element `script`: https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements */
function inPage(script: string): string {
  return script.replaceAll(/<(?=\/script|script|!--)/gi, '\\x3c')
}
