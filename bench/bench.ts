// `npm run bench`: ratios within one run, never absolute speed: this machine is not that machine. Each part prints its figures and its bound.
import { batch } from './batch.ts'
import { drawn } from './drawn.ts'
import { overhead } from './overhead.ts'
import { predictions } from './predictions.ts'
import { recommendations } from './recommend.ts'
import { topology } from './topology.ts'
import { virtual } from './virtual.ts'

const parts = {
  overhead,
  topology,
  batch,
  virtual,
  predictions,
  drawn,
  recommend: recommendations,
} as const satisfies Record<string, () => Promise<boolean>>
const wanted = process.argv.slice(2)

let held = true
for (const [name, part] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  process.stdout.write(`\n${name}\n`)
  held = (await part()) && held
}
process.exitCode = held ? 0 : 1
