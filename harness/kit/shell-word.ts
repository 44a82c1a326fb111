// Words of a command as a person can paste them: the shell must take each as it is, and run nothing that stands inside it.

/** The text as one word of sh(1): bare where no character of it means anything there, in single quotes otherwise. */
export function shellWord(text: string): string {
  return /^[\w@%+:,./=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
