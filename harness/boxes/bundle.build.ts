// Puts the first program of a box, as tsc has built it, into few plain files with all that it imports but koffi, which is native: its start
// is what a run in a guest spends most of its time on. What only one plane needs stays apart. Part of `npm run build`.
import { join } from 'node:path'
import { rolldown } from 'rolldown'

const folder = join(import.meta.dirname, '../../dist/harness/boxes')
await using bundle = await rolldown({
  input: join(folder, 'entry.program.js'),
  platform: 'node',
  external: ['koffi'],
  logLevel: 'silent', // that a plane's own import() moves nothing is the point of it
})
const packets = { name: 'packets', test: (id: string) => !/toxiproxy|node_modules|entry\.program/.test(id) }
await bundle.write({
  dir: join(folder, 'entry'),
  format: 'esm',
  cleanDir: true,
  codeSplitting: { groups: [packets] },
})
