// Every client library that is known here as a subject, by its name: what the league measures.
import type { ClientKind } from '../client-kind.ts'
import { ioredis } from './ioredis.ts'
import { pg } from './pg.ts'

/** One line a client, by language and then by name. */
export const clientKinds: readonly ClientKind[] = [ioredis, pg]
