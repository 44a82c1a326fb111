// What is done to something that may have gone meanwhile.

/** What `work` gives, or undefined where it throws: who has gone needs nothing. */
export function quietly<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
