// A figure beside its bound, in one line.

/** Prints the figure and says whether it holds. */
export function figure(what: string, value: number, unit: string, atMost: number): boolean {
  const holds = value <= atMost
  process.stdout.write(
    `  ${holds ? 'holds ' : 'MISSED'}  ${what}: ${value.toFixed(2)} ${unit} (at most ${atMost} ${unit})\n`,
  )
  return holds
}

/** The middle value. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
