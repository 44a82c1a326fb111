// A loss in one phrase: by which error it was told, or why there is none to compare.
import type { Outcome } from '../model/bound.ts'
import { isApp } from '../model/observer.ts'

/** Its code, or its kind, and the words. */
export function told({ by }: Detected): string {
  return `${by.code ?? by.kind}: ${by.detail}`
}

/** Why no code can be compared, where none was read. */
export function codeless({ by }: Detected): string {
  if (by.code !== undefined) return ''
  return isApp(by.by) ? ': no code was read from that; a group (?<code>...) in its pattern reads one' : ', with no code'
}

type Detected = Extract<Outcome, { kind: 'detected' }>
