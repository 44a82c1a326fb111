// The lab on a terminal, by Ink: what was answered scrolls up; below it stay the picture as it goes on, where and when it is, and the line that is typed.
import { Box, type BoxProps, type Instance, type Key, render, Static, Text, useInput } from 'ink'
import { createElement as h, type ReactNode } from 'react'
import { sleep } from '../kit/clock.ts'
import { keyOf } from './lab-keys.ts'
import { completed, emptyPrompt, entered, type Prompt, typed } from './lab-prompt.ts'

/** What it shows, and whom it asks. */
export interface Screen {
  /** Said before the first line. */
  readonly beginning: readonly string[]
  /** Does what a line says: what is to be shown for good. `end`: nothing more is asked. */
  submit(line: string): Promise<{ readonly lines: readonly string[]; readonly end: boolean }>
  /** What may stand in the place of the last word. */
  complete(line: string): readonly string[]
  /** What goes on, as it is now. */
  now(): { readonly picture: readonly string[]; readonly status: string }
  /** Looks at what goes on, where it goes on by itself: what is to be shown for good. */
  readonly look: (() => Promise<readonly string[]>) | undefined
  /** Ctrl-C. */
  interrupt(): void
  readonly signal: AbortSignal
}

/** Shows it until it is ended: by `quit`, by the end of the input, or by its signal. What goes wrong beyond that rejects. */
export async function showLab(screen: Screen): Promise<void> {
  await using shown = new ShownLab(screen)
  await shown.ended
}

interface Said {
  readonly id: number
  readonly lines: readonly string[]
}

/** What is shown. */
class ShownLab implements AsyncDisposable {
  readonly #screen: Screen
  readonly #app: Instance
  readonly #end = Promise.withResolvers<void>()
  readonly #watch = new AbortController()
  readonly #said: Said[] = []
  readonly #lines: string[] = []
  #prompt: Prompt = emptyPrompt
  #hint: readonly string[] = []

  constructor(screen: Screen) {
    this.#screen = screen
    this.#say(screen.beginning)
    // Who types is there, whatever the environment says: Ink draws nothing before its end where CI is set.
    this.#app = render(this.#view(), { exitOnCtrlC: false, patchConsole: false, interactive: true })
    const stop = AbortSignal.any([screen.signal, this.#watch.signal])
    if (screen.signal.aborted) this.#end.resolve()
    stop.addEventListener('abort', () => this.#end.resolve(), { once: true })
    if (screen.look) void this.#follow(screen.look, stop)
  }

  get ended(): Promise<void> {
    return this.#end.promise
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#watch.abort()
    this.#app.unmount()
    await this.#app.waitUntilExit()
  }

  #say(lines: readonly string[]): void {
    this.#said.push({ id: this.#said.length, lines })
  }

  #draw(): void {
    if (!this.#watch.signal.aborted) this.#app.rerender(this.#view())
  }

  #view(): ReactNode {
    const { picture, status } = this.#screen.now()
    const [now, ...next] = this.#lines
    const busy = now === undefined ? undefined : [`${now} ...`, ...next].join('   then: ')
    return h(LabView, {
      ...{ said: [...this.#said], picture, status, busy, prompt: this.#prompt, hint: this.#hint },
      onInput: (input: string, key: Key) => this.#input(input, key),
    })
  }

  #input(input: string, key: Key): void {
    this.#hint = []
    if (key.ctrl && input === 'c') this.#screen.interrupt()
    else if (key.ctrl && input === 'd' && this.#prompt.text === '') this.#enter('quit')
    else if (key.tab) this.#complete()
    else this.#type(input, key)
    this.#draw()
  }

  #complete(): void {
    const { text, at } = this.#prompt
    const { prompt, shown } = completed(this.#prompt, this.#screen.complete(text.slice(0, at)))
    this.#prompt = prompt
    this.#hint = shown
  }

  /** What is pasted, or typed faster than it is read, comes at once. */
  #type(input: string, key: Key): void {
    const [first = '', ...more] = key.return ? ['', ''] : input.split(/\r\n?|\n/)
    this.#letters(first, key)
    for (const next of more) {
      const { text } = this.#prompt
      this.#prompt = entered(this.#prompt)
      if (text.trim() !== '') this.#enter(text)
      this.#letters(next, key)
    }
  }

  #letters(input: string, key: Key): void {
    const done = keyOf(input, key)
    if (done) this.#prompt = typed(this.#prompt, done)
  }

  /** One after the other. */
  #enter(line: string): void {
    this.#lines.push(line)
    if (this.#lines.length === 1) void this.#work().catch((thrown: unknown) => this.#end.reject(thrown))
  }

  async #work(): Promise<void> {
    for (let [line] = this.#lines; line !== undefined; [line] = this.#lines) {
      const { lines, end } = await this.#screen.submit(line)
      this.#say([`lab> ${line}`, ...lines])
      this.#lines.shift()
      this.#draw()
      if (end) return this.#end.resolve()
    }
  }

  /** Looks again when the look before is done, with a pause between. What is wrong with it is told by the next line that is typed. */
  async #follow(look: () => Promise<readonly string[]>, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const lines = await look().catch(() => [])
      if (lines.length > 0) this.#say(lines)
      this.#draw()
      await sleep(lookEveryMs, signal).catch(() => {})
    }
  }
}

const lookEveryMs = 500

interface Shown {
  readonly said: Said[]
  readonly picture: readonly string[]
  readonly status: string
  readonly busy: string | undefined
  readonly prompt: Prompt
  readonly hint: readonly string[]
  readonly onInput: (input: string, key: Key) => void
}

interface Holding {
  readonly children?: ReactNode
}

function LabView({ said, picture, status, busy, prompt, hint, onInput }: Shown): ReactNode {
  useInput(onInput)
  return h<BoxProps & Holding>(
    Box,
    { flexDirection: 'column' },
    h(Static<Said>, { items: said }, ({ id, lines }: Said) => h(Text, { key: id }, lines.join('\n'))),
    ...picture.map((line, i) => row(`picture ${i}`, line)),
    row('status', ` ${status}`, true),
    ...(busy === undefined ? [] : [row('busy', ` ${busy}`, true)]),
    typing(prompt),
    ...(hint.length === 0 ? [] : [h(Text, { key: 'hint', dimColor: true }, hint.join('  '))]),
  )
}

function row(key: string, text: string, dimColor = false): ReactNode {
  return h(Text, { key, wrap: 'truncate-end', dimColor }, text === '' ? ' ' : text)
}

/** The line that is typed, with a cursor. */
function typing({ text, at }: Prompt): ReactNode {
  return h(
    Text,
    { key: 'prompt' },
    `lab> ${text.slice(0, at)}`,
    h(Text, { key: 'cursor', inverse: true }, text[at] ?? ' '),
    text.slice(at + 1),
  )
}
