// A fault in force on this plane: its evidence is never taken while Toxiproxy itself is in doubt.
import type { FoundConnection } from '../../model/found.ts'
import { ActiveInjection, type Injected } from '../injection.ts'
import type { Injection } from '../plane.ts'
import type { ByteTestbed } from './byte-testbed.ts'
import { Spoken } from './spoken.ts'

/** Turns what an injector has done into an injection. */
export function injected(testbed: ByteTestbed, done: Injected): Injection {
  const { found } = testbed
  const spoken = new Spoken(testbed, done, () => injection)
  const injection = new ActiveInjection(
    testbed,
    {
      ...done,
      get found() {
        return found?.map(one => withUnasked(one, testbed))
      },
      get spared() {
        return spoken.spared
      },
    },
    {
      measure: async take => {
        await testbed.sound()
        return await take()
      },
    },
  )
  return injection
}

/** With what its server has said by itself until now. */
function withUnasked(one: FoundConnection, { connections }: Pick<ByteTestbed, 'connections'>): FoundConnection {
  const unasked = connections.find(({ id }) => id === one.connection)?.unasked.words
  return unasked ? { ...one, unasked } : one
}
