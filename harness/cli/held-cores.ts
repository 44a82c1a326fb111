// Says who has the cores that a command waits for, once for each: it looks now and then only, since that reads all of /proc.
import { type Holder, heldWords, otherHolders } from '../boxes/guest/core-holders.ts'
import { every } from '../kit/clock.ts'

/** Until it is disposed. `say`: for good. */
export function sayWhoHoldsCores(
  say: (text: string) => void,
  { look = otherHolders, everyMs = 4_000 } = {},
): Disposable {
  let said = ''
  return every(everyMs, () => {
    const holders = look()
    const words = heldWords(holders)
    const who = words === undefined ? '' : holders.map(nameOf).join()
    if (words !== undefined && who !== said) say(`waiting for a core: ${words}`)
    said = who
  })
}

/** It is older each time. */
function nameOf({ pid, suspended }: Holder): string {
  return `${pid} ${suspended}`
}
