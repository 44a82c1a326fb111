// One after the other: the kernel builds no two networks at once, whoever asks for them.

/** Does it when all that was asked for before is done, or has failed. */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const own = turn.then(work)
  turn = own.catch(() => {})
  return await own
}

let turn: Promise<unknown> = Promise.resolve()
