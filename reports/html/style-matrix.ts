// The look of what a report begins with: its controls and its matrix.

/** The style sheet. */
export const matrixStyle = `
.controls{display:flex;flex-wrap:wrap;gap:6px 14px;align-items:center;margin:0 0 14px;font-size:14px}
.controls fieldset{border:0;padding:0;margin:0;display:flex;flex-wrap:wrap;gap:6px}.controls legend{position:absolute;clip-path:inset(50%)}
.controls fieldset label,.controls button,.controls select{border:1px solid var(--line);border-radius:14px;padding:2px 12px 2px 8px;background:var(--card);cursor:pointer;line-height:22px}
.controls button{padding:2px 12px}.controls select{padding:3px 8px}
.controls fieldset label:has(:checked){border-color:var(--ink)}.controls .search input{width:min(25em,70vw);padding:4px 8px;border:1px solid var(--line);border-radius:6px;background:var(--card)}
.controls kbd{font-size:12px;color:var(--soft);border:1px solid var(--line);border-radius:4px;padding:0 5px;margin-left:-28px;pointer-events:none}.controls .search{margin-right:18px}
.controls output{color:var(--soft)}
.matrix{background:var(--card);border:1px solid var(--line);border-radius:8px;border-spacing:0;border-collapse:separate}
.matrix>thead small{display:block;font-weight:400}.matrix>thead th{border:0;color:var(--soft);font-weight:500;font-size:13px}
.matrix .scenario th{font-weight:400;min-width:240px;width:30%}.scenario th a{color:inherit;text-decoration:none;overflow-wrap:anywhere}.scenario th a:hover{text-decoration:underline}
.folder th{background:var(--ground);font-size:14px;padding:4px 10px;font-weight:600}.folder small{font-weight:400;color:var(--soft);font-size:13px}.folder .fail{color:var(--fail);font-weight:600}.folder .inconclusive{color:var(--inconclusive);font-weight:600}
.folder button{all:unset;cursor:pointer;display:inline-block}.folder button:focus-visible{outline:2px solid var(--link);outline-offset:2px}.folder button::before{content:"\\25be";display:inline-block;width:18px;color:var(--soft)}.folder button[aria-expanded=false]::before{content:"\\25b8"}
tbody:first-of-type .folder th{border-top:1px solid var(--line)}
.matrix .claim{display:block;color:var(--soft);font-size:13px;line-height:1.35}
.matrix .folded{display:none}.fault-words,.settings{font-size:13px;min-width:110px}.settings{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:12px}
.matrix td:has(.cell){min-width:250px}.none{color:var(--soft);font-size:13px}
.cell{display:flex;flex-wrap:wrap;gap:2px 10px;align-items:flex-start;color:inherit;text-decoration:none;border-radius:6px;padding:3px 5px;margin:-3px -5px;scroll-margin-top:90px}.cell:hover .figures b,.cell:hover .figures>span:only-child{text-decoration:underline}.cell+.cell{margin-top:6px}
.cell[aria-expanded=true]{box-shadow:0 0 0 2px var(--link)}
.figures{flex:1 1 150px;min-width:0;font-size:13px;line-height:1.4;color:var(--soft)}.figures b{color:var(--ink);font-size:15px;margin-right:8px}.figures span+span{display:block}
.cell .badge{min-width:104px;text-align:center}
.bar{display:block;width:100%;max-width:220px;height:8px;margin-top:3px;background:var(--skip-soft);border-radius:2px}.bar rect{stroke:none;opacity:1}.bar .way{fill:var(--line)}.bar .window{fill:var(--window);fill-opacity:.45}.bar .limit{fill:var(--soft)}.bar .at{fill:var(--ink)}.pass .bar .way{fill:var(--pass);fill-opacity:.35}.fail .bar .way{fill:var(--fail);fill-opacity:.35}
.change{display:block;font-size:13px}.change.slower,.change.worse{color:var(--fail)}.change.faster,.change.better{color:var(--pass)}.same{color:var(--soft);font-size:13px}.against{margin:0 0 10px}
.error{background:var(--card);border:1px solid var(--line);border-left:4px solid var(--fail);border-radius:8px;padding:12px 16px;margin:0 0 14px}.error h2{font-size:16px;margin:0}
@media (max-width:760px){.matrix>thead{position:absolute;clip-path:inset(50%)}.matrix,.matrix>tbody,.matrix>tbody>tr,.matrix>tbody>tr>*{display:block;width:auto}.matrix>tbody>tr>td:empty,.matrix .none{display:none}.matrix>tbody>tr>td{border:0;padding:2px 10px}.matrix .scenario{border-top:1px solid var(--line);padding:4px 0 8px}.matrix .scenario th{border:0;min-width:0;width:auto;padding-bottom:2px}.matrix td:has(.cell){min-width:0}}
@media print{.controls{display:none}.matrix{border:0}.scenario{break-inside:avoid}.wide{overflow:visible}}
@media (forced-colors:active){.badge,.controls label{border-color:CanvasText}.bar{border:1px solid CanvasText}.bar .at,.bar .limit{fill:CanvasText}.bar .way{fill:GrayText;opacity:1}.cell[aria-expanded=true]{outline:2px solid Highlight}}
`
