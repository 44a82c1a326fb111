// A placeholder that is one slip from a known one: passed on as it is, it would be a host that nobody finds.
import { didYouMean, HalfopenError } from '../kit/errors.ts'
import { self } from '../model/placeholders.ts'

/**
 * Throws E_COMMAND for a slip, with what was meant. Braces that mean something else are left alone, such as `{print}` and `${HOME}`, and so is a
 * word with blanks in it: that is text, or a program.
 */
export function refuseMisspelt(word: string): void {
  if (/\s/.test(word)) return
  for (const [typed, whose = '', what = ''] of word.matchAll(/(?<!\$)\{([a-z][\w-]*(?:#\d+)?\.)?([a-z]+)\}/gi)) {
    const known = whose === '' ? ['host', 'port', 'dir', self] : ['host', 'port']
    if (known.includes(what) || whose === 'port.' || !known.some(one => isSlip(what, one))) continue
    const all = known.map(one => `{${whose}${one}}`)
    throw new HalfopenError('E_COMMAND', `Cannot start a program: there is no such placeholder, got "${typed}"`, {
      fix: `There are ${all.join(', ')}.${didYouMean(typed, all)}`,
    })
  }
}

/** One letter more, less or other, or two neighbours that changed places. */
function isSlip(a: string, b: string): boolean {
  if (a.length === b.length) {
    const [i = 0, j = i, ...more] = [...a].flatMap((letter, at) => (letter === b[at] ? [] : [at]))
    return more.length === 0 && (i === j || (a[i] === b[j] && a[j] === b[i]))
  }
  const [long, short] = a.length > b.length ? [a, b] : [b, a]
  return [...long].some((_, at) => long.slice(0, at) + long.slice(at + 1) === short)
}
