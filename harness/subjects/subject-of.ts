// The name by which `halfopen/subjects` hands out a kind of client.
/** `pgPool` of `pg-pool`; `fetch` is a function of the language already. */
export function subjectOf(id: string): string {
  if (id === 'fetch') return 'fetchClient'
  return id.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}
