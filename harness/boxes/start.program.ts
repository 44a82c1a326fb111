// Begins a box's first program: runs its bundle from what V8 made of it in an earlier box, since compiling it takes longer than a run. It is
// told what that program is told, and last where this lies.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { constants, Script } from 'node:vm'
import { bundleFile, compiledFile } from './compiled-files.ts'

const [, , , folder = '', kept = ''] = process.argv
const bundle = join(import.meta.dirname, bundleFile)
const cachedData = keptBefore()
const script = new Script(
  `(function (require, __filename, __dirname) { 'use strict'; ${readFileSync(bundle, 'latin1')}\n})`,
  {
    filename: bundle,
    ...(cachedData ? { cachedData } : {}),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  },
)
// Left at the end by the first box, which is not told where any lies: a function is compiled when it is called for the first time.
if (kept === '') process.on('exit', () => writeFileSync(join(folder, compiledFile), script.createCachedData()))
script.runInThisContext()(createRequire(bundle), bundle, dirname(bundle))

function keptBefore(): Buffer | undefined {
  try {
    return readFileSync(kept)
  } catch {
    return undefined
  }
}
