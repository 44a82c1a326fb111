// What this machine has and lacks for this plane, for `halfopen doctor`. Looks, and builds nothing.
import { messageOf } from '../../kit/errors.ts'
import { findProgram } from '../../kit/on-path.ts'
import type { Finding } from '../plane.ts'
import { builtVersion } from './build.ts'
import { findToxiproxy } from './find.ts'
import { waysToGetOne } from './provision.ts'

/** One finding: which server would be used, or how to get one. */
export async function findings(): Promise<readonly Finding[]> {
  const what = 'toxiproxy'
  try {
    const { found, unusable } = await findToxiproxy()
    if (found) return [{ what, state: 'ready', detail: found.says }]
    const go = findProgram('go')
    const passedOver = unusable.map(why => `; ${why}`).join('')
    if (go)
      return [{ what, state: 'ready', detail: `${builtVersion} will be built with ${go} on first use${passedOver}` }]
    return [{ what, state: 'missing', detail: `no server and no Go to build one${passedOver}`, fix: waysToGetOne }]
  } catch (thrown) {
    const fix = 'correct or unset TOXIPROXY_URL and TOXIPROXY_BIN'
    return [{ what, state: 'blocked', detail: messageOf(thrown), fix }]
  }
}
