// Puts the script of each page, with what it needs of D3, into one text, which the renderer puts into the page. Part of `npm run build`.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { licences } from '../../harness/licences.build.ts'

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

/** A text that may stand in an element `script`: https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements */
function inPage(script: string): string {
  return script.replaceAll(/<(?=\/script|script|!--)/gi, '\\x3c')
}
