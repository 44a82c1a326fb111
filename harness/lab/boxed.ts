// A system that is worked on in a box, from outside: orders go in by a file, and what comes of each goes out by one, as its record does.
import { EventEmitter, once } from 'node:events'
import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BoxKind } from '../boxes/box.ts'
import { noRecord } from '../boxes/record-in-box.ts'
import { makeRunFolder, scriptsFile } from '../boxes/run-folder.ts'
import { HalfopenError } from '../kit/errors.ts'
import { keepLast } from '../kit/line-buffer.ts'
import { programPath } from '../kit/program-path.ts'
import type { RunRecord } from '../model/record.ts'
import type { Script } from '../model/scenario.ts'
import type { Action } from '../model/step.ts'
import type { PlaneName } from '../model/units.ts'
import type { Works } from './works.ts'

/** What is asked of it, by number. */
export interface Asked {
  readonly id: number
  readonly take?: Action
}

/** What came of it: what was seen so far, or what a user can mend. */
export type Answered = { readonly record: RunRecord } | { readonly refused: Refusal } | { readonly taken: true }

/** The parts of a HalfopenError. */
export type Refusal = { readonly code: string; readonly problem: string; readonly fix?: string }

/** Names of what lies in the folder. */
export const ordersFile = 'orders.jsonl'
export const answerFile = (id: number): string => `answer-${id}.json`
/** What is said when an answer lies there. */
export const answerWord = 'halfopen-lab: answered '

/** Starts it; resolves when its hosts are up and healthy. */
export async function openBoxed(kind: BoxKind, script: Script, plane: PlaneName, signal: AbortSignal): Promise<Works> {
  await using stack = new AsyncDisposableStack()
  const folder = stack.use(makeRunFolder())
  await writeFile(join(folder.path, scriptsFile), JSON.stringify(script))
  await writeFile(join(folder.path, ordersFile), '')
  const words: string[] = []
  const answers = new EventEmitter()
  const onLine = (text: string) => {
    if (text.startsWith(answerWord)) answers.emit(text.slice(answerWord.length))
    else keepLast(words, text)
  }
  const args = [programPath('harness/lab/live.program'), plane, folder.path]
  const box = stack.use(await kind.start({ args, folder: folder.path, limitMs: longestMs, onLine }, signal))
  const gone = new AbortController()
  void box
    .ended(signal)
    .finally(() => gone.abort(noRecord(kind, words)))
    .catch(() => {})
  const answered = async (id: number): Promise<Answered> => {
    const path = join(folder.path, answerFile(id))
    await once(answers, String(id), { signal: AbortSignal.any([signal, gone.signal]) }).catch(() => {
      signal.throwIfAborted()
      throw gone.signal.reason
    })
    const answer: Answered = JSON.parse(await readFile(path, 'utf8'))
    if ('refused' in answer) throw asError(answer.refused)
    return answer
  }
  await answered(0)
  const opened = stack.move()
  let id = 0
  // One after the other: the answer before is gone when the next one is there.
  let before: Promise<unknown> = Promise.resolve()
  const ask = async (order: Omit<Asked, 'id'>) => {
    const next = before.then(async () => {
      id += 1
      const answer = answered(id)
      await appendFile(join(folder.path, ordersFile), `${JSON.stringify({ id, ...order })}\n`)
      return await answer
    })
    before = next.catch(() => {})
    return await next
  }
  return {
    take: async does => void (await ask({ take: does })),
    soFar: async () => {
      const answer = await ask({})
      if ('record' in answer) return answer.record
      throw new HalfopenError('E_BOX', 'Cannot see what goes on in the box: it gave no record')
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

/** Nobody works on it for longer: timers count to 2^31 ms. */
const longestMs = 20 * 86_400_000

function asError({ code, problem, fix }: Refusal): HalfopenError {
  return new HalfopenError(isCode(code) ? code : 'E_BOX', problem, fix === undefined ? {} : { fix })
}

function isCode(text: string): text is `E_${string}` {
  return text.startsWith('E_')
}
