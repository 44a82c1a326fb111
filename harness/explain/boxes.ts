// What becomes of an idle connection behind each load balancer, firewall and NAT that is known by name.
import { idleMiddleboxes, type Middlebox } from '../facts/middleboxes.ts'
import { type Survival, survivalOf } from '../predict/firewalls.ts'
import type { BoxesBySurvival, Explained } from './explanation.ts'

/** Every box in one of the lists. A program that closes idle connections itself leaves none for a box to forget. */
export function boxesBySurvival({ settings, client, kernel }: Explained): BoxesBySurvival {
  const { closesIdleMs = Number.POSITIVE_INFINITY, keepaliveUnknown } = client ?? {}
  const of = (box: Middlebox): Survival => {
    if (box.idleMs !== undefined && closesIdleMs < box.idleMs) return 'survives'
    const survival = survivalOf(box, { settings, kernel })
    return keepaliveUnknown && survival === 'forgotten' ? 'unknown' : survival
  }
  const named = (survival: Survival) => idleMiddleboxes.filter(box => of(box) === survival).map(({ id }) => id)
  return {
    survives: named('survives'),
    forgotten: named('forgotten'),
    closed: named('closed'),
    unknown: named('unknown'),
  }
}
