// A server whose program hangs, and a pool that goes on connecting to it, three times at once: the sixth connection finds the queue full. (A queue
// that is as short as what comes at once is met with SYN cookies, and then nothing tells the client.)
import { command } from 'halfopen'

const program = (name: string) => `node ${new URL(`../programs/${name}.mjs`, import.meta.url).pathname} {host} {port}`

export const server = command(program('short-queue'), { ready: /listening/ })
export const client = command(program('growing-pool'), { connected: /^connected/, lost: /^lost: (?<code>\w+)/ })

/** Three SYNs leave before the first of them is answered. */
export const links = { client: { delay: '5ms' } } as const
