// What has been tried so far, a line each: a run that was ended goes on from there, as long as the sources and its tests are the same.
import { createHash } from 'node:crypto'
import { appendFile, glob, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Mutant } from './mutant.ts'
import type { Trial } from './trial.ts'

/** Those tried, by mutant. */
export class Kept {
  readonly #file: string
  readonly #digest: string
  readonly #folder: string
  readonly #known: ReadonlyMap<string, Trial>

  private constructor(file: string, folder: string, digest: string, known: ReadonlyMap<string, Trial>) {
    this.#file = file
    this.#folder = folder
    this.#digest = digest
    this.#known = known
  }

  /** Of the sources in `folder`. Without `resume` what was kept before is forgotten. */
  static async open(file: string, folder: string, resume: boolean): Promise<Kept> {
    const digest = await digestOf(folder)
    await mkdir(dirname(file), { recursive: true })
    if (!resume) await writeFile(file, '')
    const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n').filter(Boolean)
    const all = lines.map((line): Line => JSON.parse(line))
    return new Kept(file, folder, digest, new Map(all.map(({ of, how, words }) => [of, { how, words }])))
  }

  /** Only who was killed need not be tried once more. */
  async killed(mutant: Mutant): Promise<Trial | undefined> {
    const known = this.#known.get(await this.#keyOf(mutant))
    return known?.how === 'killed' ? known : undefined
  }

  async keep(mutant: Mutant, { how, words }: Trial): Promise<void> {
    const { file, from, to } = mutant
    const line: Line = { of: await this.#keyOf(mutant), file, from, to, how, words }
    await appendFile(this.#file, `${JSON.stringify(line)}\n`)
  }

  /** The mutant, all sources but tests, and its own tests. */
  async #keyOf({ file, from, to, killedBy }: Mutant): Promise<string> {
    const key = createHash('sha256').update(JSON.stringify([this.#digest, file, from, to, killedBy]))
    for (const name of killedBy.filter(isTest)) key.update(await readFile(join(this.#folder, name)))
    return key.digest('hex')
  }
}

interface Line extends Trial, Omit<Mutant, 'killedBy'> {
  readonly of: string
}

const isTest = (file: string) => file.endsWith('.test.ts')

async function digestOf(folder: string): Promise<string> {
  const digest = createHash('sha256')
  const files = await Array.fromAsync(
    glob('**/*', { cwd: folder, exclude: ['node_modules', 'dist', 'cache', 'reports/out'] }),
  )
  for (const file of files.sort()) {
    if (isTest(file) || !(await stat(join(folder, file))).isFile()) continue
    digest.update(`${file}\0`).update(await readFile(join(folder, file)))
  }
  return digest.digest('hex')
}
