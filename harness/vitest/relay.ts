// A test that needs a box: its file runs there once more, Vitest included, for this one test; its verdict comes out, and what went wrong beside.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BoxKind, Order } from '../boxes/box.ts'
import { keepPcap } from '../boxes/keep.ts'
import { noRecord } from '../boxes/record-in-box.ts'
import { makeRunFolder } from '../boxes/run-folder.ts'
import { HalfopenError } from '../kit/errors.ts'
import { keepLast } from '../kit/line-buffer.ts'
import { programPath } from '../kit/program-path.ts'
import type { Run, RunError } from '../model/report.ts'
import type { Ms, PlaneName } from '../model/units.ts'
import { handing } from '../runtime/handed-on.ts'
import type { HeldBack } from '../runtime/held-back.ts'

/** Runs one test of a file in a box. Rejects with the box's own error, or E_BOX. */
export async function runInBox(kind: Starts, errand: Errand, signal: AbortSignal): Promise<Answer> {
  await using folder = makeRunFolder()
  const words: string[] = []
  const path = join(folder.path, 'answer.json')
  const args = [programPath('harness/cli/one-test.program'), errand.file, errand.test, path]
  const { limitMs, startsAt, memoryMb, yields, heldBack } = errand
  const env = heldBack && handing({ heldBack })
  const needs = { startsAt, ...(memoryMb === undefined ? {} : { memoryMb }), ...(yields ? { yields } : {}) }
  const order = { args, folder: folder.path, limitMs, heavy: true, ...(env ? { env } : {}), ...needs }
  await using box = await kind.start({ ...order, onLine: text => keepLast(words, text) }, signal)
  const how = await box.ended(signal)
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw noRecord(kind, how.error === undefined ? words : [`Error: ${how.error}`], cause)
  })
  const answer: Answer = JSON.parse(text)
  refuseOther(answer, errand)
  const { run } = answer
  if (!run) return answer
  const doubt = how.error === undefined ? {} : { verdict: { status: 'inconclusive', reason: how.error } as const }
  const made = { ...run, ...how, ...doubt }
  return { ...answer, run: heldBack ? made : await keepPcap(made, run.scenario) }
}

/** Where Node is started: a box, or what stands in for one. */
export interface Starts extends Pick<BoxKind, 'start'> {
  readonly name: string
}

/** What comes out of a box. Steps that take no testbed leave no run. */
export interface Answer {
  readonly state: 'passed' | 'failed' | 'skipped' | 'pending' | 'absent'
  readonly run?: Run | undefined
  readonly errors: readonly RunError[]
  /** Why it was skipped, where its steps say so. */
  readonly note?: string | undefined
}

/** Which test of which file, by Vitest's own id, where, and for how long at most by the clock of the box. */
export interface Errand extends Pick<Order, 'startsAt' | 'memoryMb' | 'yields'> {
  readonly file: string
  readonly test: string
  readonly scenario: string
  readonly plane: PlaneName
  readonly limitMs: Ms
  /** It is the control of a run, whose faults are held back. */
  readonly heldBack?: HeldBack | undefined
}

/** A file that declares other tests in a box than outside has another one under the same id, or none. */
function refuseOther({ run, state, errors }: Answer, { scenario, plane }: Errand): void {
  const other = run ? run.scenario !== scenario || run.plane !== plane : state === 'absent' && errors.length === 0
  if (!other) return
  const got = run?.scenario ?? 'none'
  throw new HalfopenError(
    'E_BOX',
    `Cannot run "${scenario}" in a box: its file declares other tests there, got "${got}"`,
    {
      fix: 'Declare the same tests wherever the file is loaded',
    },
  )
}
