// How many there are of something, in words.

/** `1 phase`, `8 phases`, `1,195 measurements`. */
export function count(number: number, what: string): string {
  return `${number.toLocaleString('en')} ${what}${number === 1 ? '' : 's'}`
}
