// The look of a run that was opened: its timeline, its log and its tables.

/** The style sheet. */
export const runStyle = `
.detail>td{padding:0!important;border:0}.run{border-left:4px solid var(--skip);background:var(--card);padding:10px 16px 18px;margin:0 0 4px;border-top:1px solid var(--line);box-shadow:inset 0 6px 8px -8px rgb(0 0 0/.3)}
.run.pass{border-left-color:var(--pass)}.run.fail{border-left-color:var(--fail)}.run.inconclusive{border-left-color:var(--inconclusive)}
.run h2{font-size:16px;margin:0;display:flex;flex-wrap:wrap;gap:4px 10px;align-items:baseline}.run h2 code{overflow-wrap:anywhere}.run h2 small{color:var(--soft);font-weight:400}.run h2 button{margin-left:auto}
.run h3{font-size:14px;margin:16px 0 4px}.run>.claim{margin:2px 0 8px;color:var(--soft)}
.run button,.run select,.run input[type=search]{border:1px solid var(--line);border-radius:6px;background:var(--card);padding:1px 9px;cursor:pointer;line-height:22px}.run button:disabled{color:var(--soft);cursor:default}.run button[aria-pressed=true]{border-color:var(--ink);background:var(--skip-soft)}
.tools{display:flex;flex-wrap:wrap;gap:6px;align-items:center;margin:10px 0 4px;font-size:13px;color:var(--soft)}.tools .span{margin-left:auto;font-variant-numeric:tabular-nums}
.timeline{position:relative;display:grid;grid-template-columns:var(--names,140px) minmax(0,1fr);border:1px solid var(--line);border-radius:6px;overflow:hidden;background:var(--card)}
.timeline .names{position:relative;font-size:12px;line-height:15px;border-right:1px solid var(--line);background:var(--card)}.names>span{position:absolute;left:8px;right:4px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}.names .of{color:var(--soft)}
.timeline .plot{position:relative;touch-action:pan-y;cursor:crosshair}.plot svg{display:block;width:100%}.plot:focus-visible{outline:2px solid var(--link);outline-offset:-2px}
.timeline svg text{font-size:12px;fill:var(--ink)}.timeline svg .soft{fill:var(--soft)}.timeline svg .behind{fill:var(--card);opacity:.9}.timeline svg .end{text-anchor:end}.timeline svg .middle{text-anchor:middle}
.fault{fill:var(--fault-soft);opacity:.6}.fault-head{fill:var(--fault-soft);stroke:var(--fault)}.heal{stroke:var(--fault);stroke-width:3}.moment{stroke:var(--fault);stroke-width:2;stroke-dasharray:2 2}
.bound{stroke:var(--skip);stroke-width:3}.pass-bound{stroke:var(--pass)}.fail-bound{stroke:var(--fail)}.inconclusive-bound{stroke:var(--inconclusive);stroke-dasharray:6 3}
.window{fill:var(--window-soft);stroke:var(--window)}.window.in-lane{opacity:.65}.ground,.axis,.tick{stroke:var(--line)}.grid{stroke:var(--line);opacity:.5}
.traffic{fill:var(--traffic)}.stale{fill:url(#hatch);stroke:var(--stale);stroke-width:1.5}.stale-ground{fill:var(--stale-soft)}.stale-line{fill:var(--stale)}.ack{fill:var(--soft);opacity:.7}
.blind{fill:url(#unwatched)}.unwatched-line{fill:var(--line)}
.said{fill:var(--soft);opacity:.55}.loss{fill:var(--fail)}.recovered{fill:var(--pass)}.exited{fill:var(--fail)}.cut{stroke:var(--card);stroke-width:2;fill:none}
.probe{fill:var(--probe);stroke:var(--probe)}.retransmission{fill:var(--again);stroke:var(--again)}.reset{stroke:var(--fail);stroke-width:2.4;fill:none}.syn{fill:var(--soft);stroke:var(--soft)}.unreachable{stroke:var(--inconclusive);stroke-width:2.4;fill:none}.dropped{fill:var(--card);stroke-width:1.6}.reset.dropped,.unreachable.dropped{stroke-dasharray:2.5 2}.traffic.dropped,.ack.dropped{fill:none;stroke:var(--fail);stroke-width:1;opacity:1}
.limit{stroke:var(--soft);stroke-dasharray:3 4}.noticed{stroke:var(--ink)}.at{stroke:var(--link);stroke-width:1.5}.chosen{fill:none;stroke:var(--link);stroke-width:2}
.cross{position:absolute;top:0;bottom:27px;width:0;border-left:1.5px solid var(--link);pointer-events:none}
.tip{position:absolute;z-index:2;max-width:min(420px,80%);background:var(--ink);color:var(--card);font-size:12.5px;line-height:1.4;padding:5px 9px;border-radius:6px;pointer-events:none;overflow-wrap:anywhere}.tip b{display:block;font-variant-numeric:tabular-nums}
.log-box{position:relative;max-height:460px;overflow:auto;border:1px solid var(--line);border-radius:6px;margin-top:4px}.log{font-size:13px}.log thead th{position:sticky;top:0;background:var(--card);border:0;box-shadow:0 1px 0 var(--line)}.log th{color:var(--soft);font-weight:500}.log td,.log th{padding:2px 10px}.log td:first-child,.log td:nth-child(2),.log th:first-child,.log th:nth-child(2){font-variant-numeric:tabular-nums;white-space:nowrap;text-align:right}.log td:nth-child(3),.log td:nth-child(4){white-space:nowrap}.log td:last-child{overflow-wrap:anywhere;white-space:pre-wrap;width:60%}.log tr[aria-selected=true] td,.log tr.chosen td{background:var(--window-soft)}
.log .output td:last-child{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:12px}.log .dropped td:nth-child(4),.log .loss td:nth-child(4){color:var(--fail)}
.log button{border:0!important;background:none!important;padding:0!important;font:inherit;color:var(--link);cursor:pointer}
.choose{display:flex;flex-wrap:wrap;gap:4px 14px;align-items:center;font-size:13px;margin:4px 0}.choose label{cursor:pointer}.note{color:var(--soft);font-size:13px;margin:4px 0}
.tables td,.tables th{font-size:13px;overflow-wrap:anywhere}.tables th{color:var(--soft);font-weight:500}.tables td{min-width:8.5em}
.sockets .wide{max-height:380px;overflow:auto;border:1px solid var(--line);border-radius:6px}.sockets th{position:sticky;top:0;background:var(--card);border:0;box-shadow:0 1px 0 var(--line)}
.command{display:flex;gap:8px;align-items:flex-start}.command pre{flex:1;white-space:pre-wrap;overflow-wrap:anywhere;margin:0}
.legend{color:var(--soft);font-size:13px;margin:14px 0}.legend ul{list-style:none;display:flex;flex-wrap:wrap;gap:4px 18px;margin:6px 0;padding:0}.legend li{display:flex;align-items:center;gap:6px}.patterns{position:absolute}
.sr{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
@media (max-width:760px){.timeline{--names:92px!important}.run{padding:8px 10px 14px}.log td{display:inline;border:0;padding:0 6px 0 0}.log tr{display:block;border-top:1px solid var(--line);padding:3px 8px}.log td:last-child{display:block}.log td:first-child::after{content:" ms"}.log td:nth-child(2){display:none}.log thead{position:absolute;clip-path:inset(50%)}}
@media print{.run{break-inside:auto;box-shadow:none}.tools,.choose,.run h2 button,.command button{display:none}.log button{color:inherit}.timeline{break-inside:avoid}.log tr{break-inside:avoid}pre,.log-box,.sockets .wide{max-height:none;overflow:visible}}
@media (forced-colors:active){.run button[aria-pressed=true]{background:Highlight;color:HighlightText;forced-color-adjust:none}.timeline svg text{fill:CanvasText}.timeline svg .behind{fill:Canvas;opacity:1}.fault{fill:none;stroke:CanvasText;stroke-dasharray:1 3}.fault-head{fill:Canvas;stroke:CanvasText}.heal,.moment,.bound,.noticed,.at,.bound{stroke:CanvasText}.window{fill:none;stroke:CanvasText}.traffic,.ack,.said,.loss,.recovered,.exited,.probe,.retransmission,.syn{fill:CanvasText;stroke:CanvasText}.cut{stroke:Canvas}.reset,.unreachable{stroke:CanvasText}.dropped{fill:Canvas}.stale-line,.unwatched-line{fill:CanvasText}.stale-ground{fill:Canvas}.stale{stroke:CanvasText}.chosen{stroke:Highlight}.tip{border:1px solid CanvasText}.grid,.ground,.axis,.tick{stroke:GrayText}}
`
