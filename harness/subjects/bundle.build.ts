// Puts all subjects, as tsc has built them, into one file: Node takes as long for a file of ten lines as for one of a hundred, and there are more than
// sixty. What they import of other parts stays outside, so that nothing is there twice. Part of `npm run build`.
import { dirname, join, relative, resolve } from 'node:path'
import { rolldown } from 'rolldown'

const dist = join(import.meta.dirname, '../../dist/harness')
const folder = join(dist, 'subjects')
const input = join(dist, 'entry/subjects.js')

await using bundle = await rolldown({
  input,
  platform: 'node',
  plugins: [
    {
      name: 'others stay outside',
      resolveId: (id, importer) => {
        if (importer === undefined) return null
        const file = id.startsWith('.') ? resolve(dirname(importer), id) : undefined
        if (file?.startsWith(`${folder}/`)) return null
        return { id: file === undefined ? id : relative(folder, file), external: true }
      },
    },
  ],
})
await bundle.write({ file: join(folder, 'bundle.js'), format: 'esm', codeSplitting: false })
