// Elements and their texts: everything that the page adds is made here, and nothing of it is ever parsed as markup.
import { visible } from '../html/escape.ts'

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>
type Child = Node | string | undefined

/** An element with attributes and children. `true` is an attribute without a value, `false` and undefined none. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue
    made.setAttribute(name, value === true ? '' : String(value))
  }
  add(made, ...children)
  return made
}

/** Children behind those that are there. */
export function add(parent: Element, ...children: readonly Child[]): void {
  for (const child of children) {
    if (child !== undefined) parent.append(typeof child === 'string' ? visible(child) : child)
  }
}

/** A button that does something. */
export function button(words: string, does: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, words)
  made.addEventListener('click', does)
  return made
}

/** The first of that selector and kind; undefined where there is none. */
export function find<E extends Element>(
  selector: string,
  kind: new () => E,
  within: ParentNode = document,
): E | undefined {
  const found = within.querySelector(selector)
  return found instanceof kind ? found : undefined
}
