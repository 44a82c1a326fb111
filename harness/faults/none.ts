// The healthy control: nothing goes wrong, so nobody may give up.
import { well } from '../timers/outage.ts'
import type { FaultKind } from './kind.ts'
import { bare } from './values.ts'

/**
 * The healthy control: nothing goes wrong, so nobody may give up.
 * @example scenarioTest('stays connected', { client, server, fault: noFault(), bounds: { undetectedBy: 'client-app', for: '30s' } })
 */
export function noFault(): None {
  return { kind: 'none' }
}

/** The healthy control: nothing goes wrong. Its evidence is that traffic goes on. */
export interface None {
  readonly kind: 'none'
}

/** What there is to know of it. */
export const noneKind: FaultKind<None> = {
  spellings: [bare('none', noFault)],
  takes: () => 'more',
  effect: () => ({ kernel: well, reason: 'nothing goes wrong' }),
  peerLives: () => true,
}

/** Whether a fault is this one. */
export function isControl({ kind }: { readonly kind: string }): boolean {
  return kind === noFault().kind
}
