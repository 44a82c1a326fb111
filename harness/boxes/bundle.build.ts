// Puts the first program of a box, as tsc has built it, into one plain file with all that it imports but koffi, which is native: its start
// is what a run in a guest spends most of its time on. Beside it goes what starts it. Part of `npm run build`.
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { rolldown } from 'rolldown'

const built = join(import.meta.dirname, '../../dist/harness/boxes')
const folder = join(built, 'entry')

await rm(folder, { recursive: true, force: true })
for (const name of ['entry.program', 'start.program']) {
  await using bundle = await rolldown({
    input: join(built, `${name}.js`),
    platform: 'node',
    external: ['koffi'],
    logLevel: 'silent', // that a plane's own import() moves nothing is the point of it
  })
  const file = join(folder, `${name}.cjs`)
  await bundle.write({ file, format: 'cjs', codeSplitting: false })
  await writeFile(file, ascii(await readFile(file, 'utf8')))
}

/** V8 takes half the memory and time for a text with no other letters. They stand in strings and comments only, where both spellings are the same. */
function ascii(text: string): string {
  return text.replace(/[^\0-\x7f]/g, letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
