// Puts what is run, and what is imported by name, into few plain files: a process that loads four hundred modules takes a third of a second for
// that, and each command, worker and program in a guest is one. Made of what tsc has left in dist/modules. Part of `npm run build`.
import { chmod, glob, readFile, rm, writeFile } from 'node:fs/promises'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { type OutputOptions, rolldown } from 'rolldown'
import { licences } from './licences.build.ts'

const built = join(import.meta.dirname, '../dist')
const written = new Set<string>()

/** They share what they load, each part of it in a chunk. */
const together = await found(
  'harness/{entry/*,cli/{halfopen,one-test.program},lab/live.program,vitest/loading.program}.js',
)
await bundle(Object.fromEntries(together.map(file => [file.replace(/\.js$/, ''), file])), {
  dir: built,
  chunkFileNames: 'chunks/[name]-[hash].js',
})
/** They are started by their path, and each is one file. */
const alone = await found(
  'harness/{{kit/reaper,boxes/features}.program,subjects/programs/*-{client,relay,server,writer}}.js',
)
for (const file of alone) await bundle(file, { file: join(built, file), codeSplitting: false })
/** The first program of a box is no module: V8 keeps what it has compiled of a script. */
for (const name of ['entry', 'start']) {
  const file = join(built, `harness/boxes/entry/${name}.program.cjs`)
  await bundle(`harness/boxes/${name}.program.js`, { file, format: 'cjs', codeSplitting: false })
}
for await (const file of glob('{harness,reports,chunks}/**/*.{js,cjs}', { cwd: built }))
  if (!written.has(file)) await rm(join(built, file))
await chmod(join(built, 'harness/cli/halfopen.js'), 0o755)

async function found(pattern: string): Promise<string[]> {
  return (await Array.fromAsync(glob(pattern, { cwd: join(built, 'modules') }))).sort()
}

async function bundle(input: string | Record<string, string>, output: OutputOptions): Promise<void> {
  await using bundled = await rolldown({
    input,
    cwd: join(built, 'modules'),
    platform: 'node',
    external: isLeftOut,
    transform: { define: { 'process.env.NODE_ENV': "'production'", 'process.env.DEV': "'false'" } },
    logLevel: 'silent', // that a plane's own import() moves nothing is the point of it
  })
  const { output: files } = await bundled.write(output)
  for (const made of files) {
    const file = output.file ?? join(built, made.fileName)
    written.add(file.slice(built.length + 1))
    const notices = made.type === 'chunk' ? await licences(made.moduleIds) : ''
    await writeFile(file, ascii(`${notices}${await readFile(file, 'utf8')}`))
  }
}

/**
 * What Node brings, and packages, which npm installs; but for the screen of the lab, which is here with all that it needs: forty packages that nobody
 * else has a use for.
 */
function isLeftOut(id: string, importer: string | undefined): boolean {
  if (/^[./]/.test(id) || id.startsWith('harness/')) return false
  const isOfScreen = /^(ink|react)$/.test(id) || importer?.includes('/node_modules/') === true
  return !isOfScreen || isBuiltin(id) || id === 'react-devtools-core'
}

/** V8 takes half the memory and time for a text with no other letters. They stand in strings and comments only, where both spellings are the same. */
function ascii(text: string): string {
  return text.replace(/[^\0-\x7f]/g, letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
