// Several pieces of work at the same time, but not too many.

/** Works on each, so many of them at a time; what comes of them in their order. The first that is thrown is thrown. */
export async function sideBySide<T, R>(
  all: readonly T[],
  atATime: number,
  work: (one: T) => Promise<R>,
): Promise<readonly R[]> {
  const waiting = [...all.entries()]
  const made: R[] = []
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [at, one] = next
      made[at] = await work(one)
    }
  }
  await Promise.all(Array.from({ length: Math.min(atATime, all.length) }, worker))
  return made
}
