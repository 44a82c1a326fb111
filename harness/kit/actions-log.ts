// The log of a step of GitHub Actions: its runner obeys whatever is a command there, and what programs said stands there as well. Only ours are any.

/** Whether this is such a step. */
export function inActions(): boolean {
  return process.env.GITHUB_ACTIONS === 'true'
}

/** From now on nothing that this process prints is a command, but what `command` prints. */
export function guardLog(): void {
  if (!inActions()) return
  for (const stream of [process.stdout, process.stderr])
    stream.write = new Proxy(stream.write, {
      apply: (write, self, [chunk, ...rest]) =>
        Reflect.apply(write, self, [typeof chunk === 'string' ? withoutCommands(chunk) : chunk, ...rest]),
    })
}

/** Prints commands to the runner, lines that are ended. */
export const command: (lines: string) => void = process.stdout.write.bind(process.stdout)

/**
 * The same text, with a blank in whatever would be a command: `::` where a line begins, and `##[` anywhere. Not between `::stop-commands::` and its end: the
 * runner reads two streams, and what one says may come before or after what the other does.
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
export function withoutCommands(text: string): string {
  return text.replace(/^([\s\x85]*):(?=:)/gm, '$1: ').replaceAll('##[', '# #[')
}
