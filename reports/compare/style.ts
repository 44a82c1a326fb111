// The look of a comparison's page: its heat map and its pictures.

const shades = [6, 14, 22, 31, 41, 52].map(
  (share, level) => `.h${level}{background:color-mix(in srgb,var(--fail) ${share}%,var(--card))}`,
)

/** The style sheet. */
export const compareStyle = `
h2{font-size:18px;margin:26px 0 6px}.best{margin:0 0 6px}.summary{margin-bottom:8px}
.heat,.figures{background:var(--card);font-size:13px}.heat thead th,.figures thead th{color:var(--soft);font-weight:500;overflow-wrap:anywhere;min-width:5.5em;border-top:0}
.heat thead th:first-child,.figures thead th:nth-child(3){min-width:0}
.heat{border:1px solid var(--line)}.heat tbody th{font-weight:400;min-width:13em;max-width:20em;overflow-wrap:anywhere;position:sticky;left:0;background:var(--card)}.heat td{min-width:6em;overflow-wrap:anywhere}.heat td:has(a){min-width:9.5em}.heat td:last-child{min-width:17em}.heat td:first-child{min-width:0;color:var(--soft)}
.heat td:has(a){padding:0;height:1px;border-left:1px solid var(--line)}.heat a{display:block;position:relative;padding:6px 8px 11px;color:inherit;text-decoration:none;height:100%}.heat a:hover b{text-decoration:underline}.heat code{font-size:12px}.heat b{display:block;font-weight:600;line-height:1.3}.heat small{display:block;line-height:1.3}
.heat a:focus-visible{outline-offset:-2px}.heat .length{position:absolute;left:0;bottom:0;border-bottom:4px solid var(--fail)}
.heat .survives{background:var(--pass-soft)}.heat .alarm{background:var(--inconclusive-soft);box-shadow:inset 0 0 0 2px var(--inconclusive)}.heat .doubt{background:var(--skip-soft)}.heat .none{color:var(--soft)}
.heat .best th{font-weight:600}.heat .best td:last-child{font-weight:600}.heat tr:focus th,.figures tr:focus th{outline:2px solid var(--link);outline-offset:-2px}
${shades.join('')}
.heat-legend{list-style:none;display:flex;flex-wrap:wrap;gap:2px 16px;margin:8px 0;padding:0;font-size:13px;color:var(--soft)}.heat-legend .shade{display:inline-block;width:18px;height:12px;border:1px solid var(--line);vertical-align:-1px}
.under{font-size:14px}.under select{border:1px solid var(--line);border-radius:6px;background:var(--card);padding:3px 8px;max-width:100%}
.plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,520px),1fr));gap:16px}
figure{margin:0;background:var(--card);border:1px solid var(--line);border-radius:8px;padding:10px 12px;min-width:0}figcaption{font-weight:600;font-size:14px}.words{font-size:13px;overflow-wrap:anywhere}.words p{margin:6px 0}
.chart{position:relative}.chart:empty{display:none}.chart:focus-visible{outline:2px solid var(--link);outline-offset:2px}.chart svg{display:block;width:100%}
.chart text{font-size:12px;fill:var(--ink)}.chart .soft{fill:var(--soft)}.chart .behind{fill:var(--card)}
.grid{stroke:var(--line);opacity:.6}.axis{stroke:var(--soft)}.within{stroke:var(--soft);stroke-dasharray:3 4}.never{fill:var(--skip-soft)}
.front-line{fill:none;stroke:var(--link);stroke-width:2}.front{fill:var(--link);stroke:var(--card);stroke-width:1.5}.dominated{fill:var(--card);stroke:var(--soft);stroke-width:1.8}.chosen{fill:none;stroke:var(--ink);stroke-width:2}
.tip{position:absolute;z-index:2;max-width:min(420px,90%);background:var(--ink);color:var(--card);font-size:12.5px;line-height:1.4;padding:5px 9px;border-radius:6px;pointer-events:none;overflow-wrap:anywhere}.tip b{display:block}
.plot-legend{list-style:none;display:flex;flex-wrap:wrap;gap:2px 16px;margin:2px 0 0;padding:0;font-size:13px;color:var(--soft)}.plot-legend svg{vertical-align:-3px}
.sr{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}.odd{font-size:14px;padding-left:20px;overflow-wrap:anywhere}
.figures td,.figures th{overflow-wrap:anywhere;min-width:7em}.figures td:last-child{min-width:22em}.figures td:nth-child(3){min-width:0}.figures th{font-weight:400}
@media (max-width:760px){.heat tbody th{min-width:10em;max-width:12em}}
@media print{.under,.plot-legend{display:none}.wide{overflow:visible}.heat tr,figure{break-inside:avoid}.heat tbody th{position:static}*{print-color-adjust:exact}}
@media (forced-colors:active){.front{fill:CanvasText;stroke:Canvas}.dominated{fill:Canvas;stroke:CanvasText}.front-line{stroke:CanvasText}.chart text{fill:CanvasText}.chart .behind,.never{fill:Canvas}.grid,.axis,.within{stroke:GrayText}.chosen{stroke:Highlight}.heat .length{border-color:CanvasText}.heat .alarm{outline:2px solid CanvasText;outline-offset:-3px}.tip{border:1px solid CanvasText}}
`
