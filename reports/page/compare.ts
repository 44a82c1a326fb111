// The script of a comparison's page: its two pictures, by which fault they go, and each cell's figures where it is pointed at.
import { frontLines, type PlotsView, pointsOf, type Side, sides } from '../compare/plots.ts'
import { CellTip } from './cell-tip.ts'
import { Chart } from './chart.ts'
import { element, find } from './dom.ts'
import { unpack } from './unpack.ts'

const data = find('script[data-plots]', HTMLScriptElement)
const heat = find('table.heat', HTMLTableElement)
if (heat) new CellTip(heat)
if (data && heat) void unpack<PlotsView>(data.textContent ?? '').then(begin)

function begin(view: PlotsView): void {
  const shown = sides.flatMap(side => drawn(view, side))
  const under = find('.under', HTMLParagraphElement)
  if (!under || view.faults.length < 2) return
  const names = ['the slowest of all faults', ...view.faults]
  const select = element('select', {}, ...names.map((name, at) => element('option', { value: at - 1 }, name)))
  select.addEventListener('change', () => {
    const fault = Number(select.value) < 0 ? undefined : Number(select.value)
    for (const show of shown) show(fault)
  })
  under.replaceChildren(element('label', {}, 'Detection under ', select))
  under.hidden = false
}

/** Draws one of both; what is handed back shows it under a fault, or the slowest of all. */
function drawn(view: PlotsView, side: Side): readonly ((fault: number | undefined) => void)[] {
  const figure = find(`figure[data-side="${side}"]`, HTMLElement)
  const place = figure && find('.chart', HTMLDivElement, figure)
  const told = figure && find('.words', HTMLDivElement, figure)
  const first = pointsOf(view, side)
  if (!place || first.points.length === 0) return []
  const { watchMs, withinMs } = view
  find('.plot-legend', HTMLUListElement, figure)?.removeAttribute('hidden')
  const chart = new Chart(place, {
    points: first.points,
    side,
    watchMs,
    ...(withinMs === undefined ? {} : { withinMs }),
  })
  return [
    fault => {
      const found = pointsOf(view, side, fault)
      chart.show(found.points)
      told?.replaceChildren(...frontLines(found, side).map(words => element('p', {}, words)))
    },
  ]
}
