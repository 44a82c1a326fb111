// The file to which each measurement is appended as it is made, so that a campaign that was interrupted goes on where it was.
import { createHash } from 'node:crypto'
import { appendFile, readFile, truncate } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { HalfopenError } from '../kit/errors.ts'
import { makeFolder } from '../kit/make-folder.ts'
import { shortOr } from '../kit/shortage.ts'
import type { Measurement } from '../model/comparison.ts'

/** What has been measured before, and the way to add to it. */
export interface Ledger<M = Measurement> {
  readonly file: string
  readonly measurements: readonly M[]
  add(measurement: M): Promise<void>
}

/** What is kept in one: the beginning of its name, and how its lines are checked. */
export interface Kept<M> {
  readonly name: string
  readonly read: (text: string, file: string) => Promise<readonly M[]>
}

/** That of a comparison: see openLedgerOf. */
export async function openLedger(folder: string, asked: unknown): Promise<Ledger> {
  const read: Kept<Measurement>['read'] = async (text, file) =>
    (await import('./ledger-lines.ts')).measurementsIn(text, file)
  return await openLedgerOf({ name: 'campaign', read }, folder, asked)
}

/**
 * Opens the ledger of what is asked: its name is a hash of all that would change a figure. A last line that was cut short is dropped, and
 * that measurement is made again. Throws E_LEDGER where the file cannot be read or written, or holds something else.
 */
export async function openLedgerOf<M>({ name, read }: Kept<M>, folder: string, asked: unknown): Promise<Ledger<M>> {
  const hash = createHash('sha256').update(JSON.stringify({ schema, asked })).digest('hex').slice(0, 12)
  const file = join(folder, `${name}-${hash}.jsonl`)
  const attempt = async <T>(work: () => Promise<T>): Promise<T> =>
    await work().catch((cause: unknown) => {
      const { why, fix } = shortOr(cause, 'Choose another folder with --output')
      throw new HalfopenError('E_LEDGER', `Cannot keep measurements: ${why}, got "${file}"`, {
        fix,
        cause,
      })
    })
  await attempt(async () => makeFolder(dirname(file)))
  const text = await attempt(async () => await readFile(file, 'utf8').catch(orNothing))
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  if (whole.length < text.length) await attempt(async () => await truncate(file, Buffer.byteLength(whole)))
  return {
    file,
    measurements: whole === '' ? [] : await read(whole, file),
    add: async measurement => await attempt(async () => await appendFile(file, `${JSON.stringify(measurement)}\n`)),
  }
}

/** Of its lines: those of another one are not gone on with. */
const schema = 2

function orNothing(thrown: unknown): string {
  if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return ''
  throw thrown
}
