#!/usr/bin/env node
// The command's first file. It is plain enough for any Node to read, and imports the rest only where that will do.
const needed = 24
const found = process.versions.node

if (Number(found.split('.')[0]) >= needed) {
  const { keepCompiled } = await import('./compile-cache.ts')
  keepCompiled()
  const { mindOutput } = await import('./output.ts')
  const { explain, main } = await import('./main.ts')
  const { exitNow, leave } = await import('./leave.ts')
  mindOutput()
  process.on('uncaughtException', thrown => void exitNow(explain(thrown)))
  const { HalfopenError } = await import('../kit/errors.ts')
  const problem = 'Cannot go on: something waits for what never comes, and nothing else is left to be done'
  const fix = 'Look at what comes before the files: globalSetup, and the configuration with its plugins'
  const stuck = () => void exitNow(explain(new HalfopenError('E_STUCK', problem, { fix })))
  process.once('beforeExit', stuck)
  const code = await main(process.argv.slice(2))
  process.off('beforeExit', stuck)
  await leave(code)
} else {
  process.stderr.write(
    `Cannot run halfopen: it needs Node ${needed} or newer, got "${found}". npm install node@${needed} puts one beside it [E_NODE]\n`,
  )
  process.exitCode = 64
}
