// `npm run mutants`: breaks the product on purpose, one place at a time in a scratch copy, and lets what has to see it look: exit 1 where one lives.
import { parseArgs } from 'node:util'
import { parseShard } from '../harness/cli/shard.ts'
import { all } from './all.ts'
import { tried } from './killers.ts'
import type { Mutant } from './mutant.ts'
import { makeScratch } from './scratch.ts'

const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, shard: { type: 'string', default: '1/1' } },
})
const { index, count } = parseShard(values.shard)
const chosen = all.filter(({ file }) => file.includes(values.only)).filter((_, at) => at % count === index - 1)
if (chosen.length === 0)
  throw new Error(`Cannot find a mutant: --only ${values.only} --shard ${values.shard} choose none`)

await using scratch = await makeScratch()
const lived: string[] = []
// Who is not green without a mutant would kill every one.
for (const killers of new Set(chosen.map(({ killedBy }) => killedBy.join(' ')))) {
  const { how, words } = await tried(scratch.folder, killers.split(' '))
  if (how !== 'green') lived.push(`${killers}: not green without any mutant: ${words}`)
}
for (const mutant of lived.length === 0 ? chosen : []) {
  await using _broken = await scratch.broken(mutant)
  const { how, words } = await tried(scratch.folder, mutant.killedBy)
  console.log(
    how === 'red' ? `killed   ${nameOf(mutant)} by "${words}"` : `SURVIVED ${nameOf(mutant)} (${how} ${words})`,
  )
  if (how !== 'red') lived.push(nameOf(mutant))
}
console.log(
  lived.length === 0
    ? `all ${chosen.length} killed`
    : `${lived.length} of ${chosen.length} to look at:\n${lived.join('\n')}`,
)
process.exitCode = lived.length === 0 ? 0 : 1

function nameOf({ file, from, to }: Mutant): string {
  const line = (text: string) => text.replace(/\s+/g, ' ').trim()
  return `${file}: ${line(from)} -> ${line(to) || 'nothing'}`
}
