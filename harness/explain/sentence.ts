// An answer as a whole sentence: the figure first, the reason next.
import { seconds } from '../kit/format-time.ts'
import type { Ms } from '../model/units.ts'
import type { Answer } from './explanation.ts'

/** With a capital and a stop. */
export function sentenceOf({ what, window, told, orNever, because }: Answer): string {
  const maybe = orNever ? ' or not at all' : ''
  const when = window ? whenWords(window) : ''
  switch (what) {
    case 'noticed':
      return `Noticed ${when}${maybe}, because ${because}${told ? `; its caller gets the error ${whenWords(told)}: it retries silently first` : ''}.`
    case 'never':
      return `Never noticed, because ${because}.`
    case 'survives':
      return `Survives, because ${because}.`
    case 'false alarm':
      return `Gives up a living peer ${when}${maybe}, because ${because}.`
    case 'dropped':
      return `Closed after ${seconds(window?.[1] ?? 0)} without use, which is no detection, because ${because}.`
    case 'untold':
      return `Cannot be predicted: ${because}.`
    default:
      return what satisfies never
  }
}

/** `at once`, `within 14.0 s`, `after 25.1 s`, `after 25.1 s to 30.7 s`. */
function whenWords([low, high]: readonly [Ms, Ms]): string {
  if (high <= atOnceMs) return 'at once'
  if (low <= atOnceMs) return `within ${seconds(high)}`
  const [from, to] = [seconds(low), seconds(high)]
  return from === to ? `after ${to}` : `after ${from} to ${to}`
}

/** What a person calls at once. */
export const atOnceMs: Ms = 500
