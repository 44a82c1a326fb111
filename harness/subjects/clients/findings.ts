// What this machine has of the servers and tools that client libraries are measured with, for `halfopen doctor`. Starts nothing.

import { howToInstall } from '../../kit/how-to-install.ts'
import { findProgram } from '../../kit/on-path.ts'
import type { Finding } from '../../planes/plane.ts'
import type { ClientKind } from '../client-kind.ts'
import { clientKinds } from './all.ts'

/** One finding a program that is needed: where it is, or who is not measured without it, and the package that mends it. */
export function clientFindings(
  kinds: readonly Pick<ClientKind, 'id' | 'server' | 'client'>[] = clientKinds,
  find: (program: string) => string | undefined = findProgram,
): readonly Finding[] {
  const needed = kinds.flatMap(kind =>
    [kind.server(), kind.client()].flatMap(({ needs = {} }) =>
      Object.entries(needs).map(([program, debian]) => ({ program, debian, client: kind.id })),
    ),
  )
  const news = needed.filter(({ program }) => !compilers.includes(program))
  return [...Map.groupBy(news, ({ program }) => program)].map(([program, uses]) => {
    const what = program.slice(program.lastIndexOf('/') + 1)
    const clients = [...new Set(uses.map(({ client }) => client))].join(', ')
    const place = find(program)
    if (place !== undefined) return { what, state: 'ready', detail: `${place}: for ${clients}` }
    const fix = howToInstall(program, uses[0]?.debian ?? '')
    return { what, state: 'missing', detail: `no ${program}: scenarios with ${clients} are skipped`, fix }
  })
}

/** They have findings of their own: compilers.ts. */
const compilers = ['go', 'java', 'javac']
