#!/usr/bin/env node
// The command's first file. It is plain enough for any Node to read, and imports the rest only where that will do.
const needed = 24
const found = process.versions.node

if (Number(found.split('.')[0]) >= needed) {
  const { keepCompiled } = await import('./compile-cache.ts')
  keepCompiled()
  const { mindOutput } = await import('./output.ts')
  const { guardLog } = await import('../kit/actions-log.ts')
  const { explain, main } = await import('./main.ts')
  const { exitNow, leave, unlessStuck } = await import('./leave.ts')
  mindOutput()
  guardLog()
  process.on('uncaughtException', thrown => void exitNow(explain(thrown)))
  const work = main(process.argv.slice(2))
  await leave(await unlessStuck(work, thrown => void exitNow(explain(thrown))))
} else {
  process.stderr.write(
    `Cannot run halfopen: it needs Node ${needed} or newer, got "${found}". npm install node@${needed} puts one beside it [E_NODE]\n`,
  )
  process.exitCode = 64
}
