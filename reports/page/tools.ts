// The buttons above a timeline: where to look, how close, and by which scale; and how much of time is seen.
import type { TimelineView } from '../html/view.ts'
import { button, element } from './dom.ts'
import type { Zoomed } from './zoomed.ts'

/** Its element. `span`: where the length of what is seen is written. */
export function tools(
  { steps, limits, originMs, toMs, origin }: TimelineView,
  zoomed: Zoomed,
  span: HTMLElement,
): HTMLElement {
  const [noticedMs] = limits.flatMap(limit => limit.noticedMs ?? [])
  const closeMs = Math.max(5, (toMs - originMs) / 2_000)
  const places = [
    button('whole run', () => zoomed.all()),
    ...(steps.length === 0
      ? []
      : [
          button(`${origin} to end`, () => zoomed.fit()),
          button(`around the ${origin}`, () => zoomed.around(originMs, closeMs)),
        ]),
    ...(noticedMs === undefined ? [] : [button('around what was noticed', () => zoomed.around(noticedMs, closeMs))]),
  ]
  return element(
    'div',
    { class: 'tools' },
    ...places,
    button('\u{2212}', () => zoomed.by(0.5), { 'aria-label': 'zoom out' }),
    button('+', () => zoomed.by(2), { 'aria-label': 'zoom in' }),
    ...scaleChoices(zoomed),
    element('span', {}, 'Ctrl and wheel, or two fingers: zoom; drag: move'),
    span,
  )
}

/** `1.25 ms`, `40.2 s`, `2.5 h`: how much is seen. */
export function spanWords(ms: number): string {
  if (ms < 1) return `${ms.toFixed(3)} ms`
  if (ms < 1_000) return `${ms.toFixed(1)} ms`
  if (ms < 120_000) return `${(ms / 1_000).toFixed(2)} s`
  return ms < 7_200_000 ? `${(ms / 60_000).toFixed(1)} min` : `${(ms / 3_600_000).toFixed(1)} h`
}

function scaleChoices(zoomed: Zoomed): readonly HTMLElement[] {
  const press = () => {
    for (const [logarithmic, choice] of choices)
      choice.setAttribute('aria-pressed', String(zoomed.isLogarithmic === logarithmic))
  }
  const choose = (logarithmic: boolean) => () => {
    zoomed.setLogarithmic(logarithmic)
    press()
  }
  const choices = [
    [false, button('linear', choose(false))],
    [true, button('log', choose(true))],
  ] as const
  press()
  return choices.map(([, choice]) => choice)
}
