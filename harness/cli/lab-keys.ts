// What a key of a terminal does to the line that is typed.
import type { Key as Pressed } from 'ink'
import type { Key } from './lab-prompt.ts'

/** Undefined for one that does nothing. */
export function keyOf(input: string, key: Pressed): Key | undefined {
  if (key.backspace || key.delete) return { kind: 'erase' }
  if (key.leftArrow) return { kind: 'left' }
  if (key.rightArrow) return { kind: 'right' }
  if (key.upArrow) return { kind: 'older' }
  if (key.downArrow) return { kind: 'newer' }
  if (key.ctrl) return ofControl.get(input)
  const letters = key.meta || key.escape ? '' : input.replace(/\p{Cc}/gu, '')
  return letters === '' ? undefined : { kind: 'letters', text: letters }
}

const ofControl: ReadonlyMap<string, Key> = new Map<string, Key>([
  ['a', { kind: 'start' }],
  ['e', { kind: 'end' }],
  ['u', { kind: 'erase-all' }],
  ['w', { kind: 'erase-word' }],
])
