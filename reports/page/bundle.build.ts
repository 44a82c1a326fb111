// Puts the scripts of the pages, each with what it needs of D3, into one text each, which a renderer puts into its page. Part of `npm run build`.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { rolldown } from 'rolldown'

const folder = join(import.meta.dirname, '../../dist/reports/page')

await mkdir(folder, { recursive: true })
for (const name of ['report']) {
  await using bundle = await rolldown({
    input: join(import.meta.dirname, `${name}.ts`),
    platform: 'browser',
    logLevel: 'warn',
  })
  const { output } = await bundle.generate({ format: 'iife', minify: true, codeSplitting: false })
  await writeFile(join(folder, `${name}.js`), inPage(output[0].code))
}

/** A text that may stand in an element `script`: https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements */
function inPage(code: string): string {
  return code.replaceAll(/<(?=\/script|script|!--)/gi, '\\x3c')
}
