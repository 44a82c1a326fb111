// Puts what is run, and what is imported by name, into few plain files: a process that loads four hundred modules takes a third of a second for
// that, and each command, worker and program in a guest is one. Made of what tsc has left in dist/modules. Part of `npm run build`.
import { chmod, glob, readFile, rm, writeFile } from 'node:fs/promises'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { type OutputOptions, type RolldownBuild, rolldown } from 'rolldown'
import { minify } from 'rolldown/utils'
import { dts } from 'rolldown-plugin-dts'
import { licences } from './licences.build.ts'

const built = join(import.meta.dirname, '../dist')
const written = new Set<string>()
/** And what Node brings. */
const packages = /^(?![./])(?!harness\/)/

/** They share what they load, each part of it in a chunk. */
const together = await found(
  'harness/{entry/*,cli/{halfopen,one-test.program},lab/live.program,vitest/loading.program}.js',
)
await bundle(byName(together), {
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
await declareTypes(await found('harness/entry/*.d.ts'))
for await (const file of glob('{harness,reports,chunks}/**/*.*', { cwd: built }))
  if (!written.has(file)) await rm(join(built, file))
await chmod(join(built, 'harness/cli/halfopen.js'), 0o755)

async function found(pattern: string): Promise<string[]> {
  return (await Array.fromAsync(glob(pattern, { cwd: join(built, 'modules') }))).sort()
}

function byName(files: readonly string[]): Record<string, string> {
  return Object.fromEntries(files.map(file => [file.replace(/(\.d)?\.[jt]s$/, ''), file]))
}

async function bundle(input: string | Record<string, string>, output: OutputOptions): Promise<void> {
  await using bundled = await rolldown({
    input,
    cwd: join(built, 'modules'),
    platform: 'node',
    external: isLeftOut,
    resolve: { symlinks: false }, // names of chunks have the place of what is in them: the same in every clone
    transform: { define: { 'process.env.NODE_ENV': "'production'", 'process.env.DEV': "'false'" } },
    logLevel: 'silent', // that a plane's own import() moves nothing is the point of it
  })
  await write(bundled, output)
}

/** What can be imported, declared in a file an entry: an editor and a compiler read each that they meet, and most say nothing to a user. */
async function declareTypes(files: readonly string[]): Promise<void> {
  await using made = await rolldown({
    input: byName(files),
    cwd: join(built, 'modules'),
    plugins: [dts({ generator: 'oxc', tsconfig: false })], // tsc has made them; they are put together
    external: packages,
  })
  await write(made, { dir: built, entryFileNames: '[name].d.ts', chunkFileNames: 'chunks/[name]-[hash].d.ts' })
}

async function write(made: RolldownBuild, output: OutputOptions): Promise<void> {
  const { output: files } = await made.write(output)
  for (const one of files) {
    const file = output.file ?? join(built, one.fileName)
    written.add(file.slice(built.length + 1))
    if (file.endsWith('.ts')) continue
    const notices = one.type === 'chunk' ? await licences(one.moduleIds) : ''
    const code = await readFile(file, 'utf8')
    // Nobody reads others' code in ours: it is a third as long.
    const shorter = notices === '' ? code : (await minify(one.fileName, code)).code
    await writeFile(file, ascii(`${notices}${shorter}`))
  }
}

/**
 * What Node brings, and packages, which npm installs; but for the screen of the lab, which is here with all that it needs: forty packages that nobody
 * else has a use for.
 */
function isLeftOut(id: string, importer: string | undefined): boolean {
  if (!packages.test(id)) return false
  const isOfScreen = /^(ink|react)$/.test(id) || importer?.includes('/node_modules/') === true
  return !isOfScreen || isBuiltin(id) || id === 'react-devtools-core'
}

/** V8 takes half the memory and time for a text with no other letters. They stand in strings and comments only, where both spellings are the same. */
function ascii(text: string): string {
  return text.replace(/[^\0-\x7f]/g, letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
