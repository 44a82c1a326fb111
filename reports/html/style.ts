// The look of the page. Colours are named once for light and once for dark; every sign has a shape or a word besides its colour.

/** The style sheet. */
export const style = `
:root{color-scheme:light dark;--ground:#f6f7f9;--card:#fff;--ink:#1b2027;--soft:#5b6572;--line:#d9dee5;--link:#0b57b8;
--pass:#16713a;--pass-soft:#e3f4e9;--fail:#b3201f;--fail-soft:#fde8e7;--inconclusive:#8a5a00;--inconclusive-soft:#fdf1d8;--skip:#5b6572;--skip-soft:#eceff3;
--fault:#5d6b9e;--fault-soft:#e6e9f6;--on-fault:#fff;--traffic:#2b8a76;--stale:#b5651d;--stale-soft:#f6dfc6;--window:#7a4fb5;--window-soft:#ece3f8}
@media (prefers-color-scheme:dark){:root{--ground:#11151a;--card:#191f26;--ink:#e6eaef;--soft:#9ba6b3;--line:#313a45;--link:#7db4ff;
--pass:#66cf8d;--pass-soft:#17301f;--fail:#ff8d86;--fail-soft:#3d1b1b;--inconclusive:#f0bd5a;--inconclusive-soft:#382b10;--skip:#9ba6b3;--skip-soft:#262d36;
--fault:#7f8fcb;--fault-soft:#222a41;--on-fault:#0d1220;--traffic:#55c2aa;--stale:#f0a05a;--stale-soft:#44301c;--window:#b793ec;--window-soft:#302443}}
*{box-sizing:border-box}
html{scroll-behavior:smooth}@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0 auto;max-width:1280px;padding:24px 20px 60px;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
h1{font-size:22px;margin:0 0 4px;line-height:1.25}.summary{margin:0 0 12px;color:var(--soft);font-size:16px}
a{color:var(--link)}a:focus-visible,summary:focus-visible,input:focus-visible,pre:focus-visible{outline:2px solid var(--link);outline-offset:2px}
.filter{border:0;padding:0;margin:0 0 16px;display:flex;flex-wrap:wrap;gap:6px}.filter legend{position:absolute;clip-path:inset(50%)}
.filter label{border:1px solid var(--line);border-radius:16px;padding:2px 12px 2px 8px;background:var(--card);cursor:pointer}.filter label:has(:checked){border-color:var(--ink)}
body:has(#show-pass:checked) :is(.run:not(.pass),.cell:not(.pass),.scenario:not(.has-pass),.matrix tbody:not(:has(.has-pass))),body:has(#show-fail:checked) :is(.run:not(.fail),.cell:not(.fail),.scenario:not(.has-fail),.matrix tbody:not(:has(.has-fail))),
body:has(#show-inconclusive:checked) :is(.run:not(.inconclusive),.cell:not(.inconclusive),.scenario:not(.has-inconclusive),.matrix tbody:not(:has(.has-inconclusive))),body:has(#show-skip:checked) :is(.run:not(.skip),.cell:not(.skip),.scenario:not(.has-skip),.matrix tbody:not(:has(.has-skip))){display:none}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:7px 10px;border-top:1px solid var(--line)}
caption{position:absolute;clip-path:inset(50%)}
.matrix{background:var(--card);border:1px solid var(--line);border-radius:8px;border-spacing:0;border-collapse:separate;overflow:hidden}
.matrix thead small{display:block;font-weight:400}.matrix thead th{border:0;color:var(--soft);font-weight:500;font-size:13px}
.matrix tbody th{font-weight:400;min-width:210px}.folder th{background:var(--ground);color:var(--soft);font-weight:600!important;font-size:13px;padding:4px 10px}
.matrix .claim{display:block;color:var(--soft);font-size:13px;line-height:1.35}
.matrix td{min-width:250px}.none{color:var(--soft)}
.cell{display:flex;gap:10px;align-items:flex-start;color:inherit;text-decoration:none}.cell:hover .figures b{text-decoration:underline}.cell+.cell{margin-top:6px}
.figures{font-size:13px;line-height:1.4;color:var(--soft)}.figures b{color:var(--ink);font-size:15px;margin-right:8px}.figures b,.figures span+span{white-space:nowrap}.figures span+span{display:block}
.badge{display:inline-block;border-radius:5px;padding:0 7px;font-size:13px;line-height:21px;font-weight:600;white-space:nowrap}.cell .badge{min-width:112px;text-align:center}
.badge.pass{color:var(--pass);background:var(--pass-soft)}.badge.fail{color:var(--card);background:var(--fail)}.badge.inconclusive{color:var(--inconclusive);background:var(--inconclusive-soft)}.badge.skip{color:var(--skip);background:var(--skip-soft)}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:4px 18px;margin:22px 0 8px;padding:0;color:var(--soft);font-size:13px}.legend li{display:flex;align-items:center;gap:6px}
.run{background:var(--card);border:1px solid var(--line);border-left:4px solid var(--skip);border-radius:8px;padding:12px 16px;margin:14px 0;scroll-margin-top:12px}
.run.pass{border-left-color:var(--pass)}.run.fail{border-left-color:var(--fail)}.run.inconclusive{border-left-color:var(--inconclusive)}.run:target{box-shadow:0 0 0 2px var(--link)}
.run h2{font-size:16px;margin:0;display:flex;flex-wrap:wrap;gap:4px 10px;align-items:baseline}.run h2 a{color:inherit;text-decoration:none;overflow-wrap:anywhere}.run h2 small{color:var(--soft);font-weight:400}
.run>.claim{margin:2px 0 8px;color:var(--soft)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 14px;margin:6px 0}dt{color:var(--soft);min-width:98px}dd{margin:0;overflow-wrap:anywhere}
.timeline{overflow-x:auto;margin:10px 0 4px}.rows{position:relative;min-width:480px;padding-left:78px}.rows>svg{display:block;overflow:visible}
.labels span{position:absolute;left:0;font-size:12px;line-height:16px;color:var(--soft);padding-top:5px}
svg text{font-size:12px;fill:var(--soft);stroke:var(--card);stroke-width:3px;paint-order:stroke;stroke-linejoin:round}svg .strong{fill:var(--ink);font-weight:600}svg .end{text-anchor:end}svg .middle{text-anchor:middle}svg .on-fault{fill:var(--ink);stroke:var(--fault-soft)}
.fault{fill:var(--fault-soft);opacity:.55}.fault-head{fill:var(--fault-soft);stroke:var(--fault)}.heal{stroke:var(--fault);stroke-width:3}
.bound{stroke:var(--skip);stroke-width:3}.pass>.bound{stroke:var(--pass)}.fail>.bound{stroke:var(--fail)}.inconclusive>.bound{stroke:var(--inconclusive)}
.window{fill:var(--window-soft);stroke:var(--window)}.ground,.axis,.tick{stroke:var(--line)}
.traffic{fill:var(--traffic)}.stale{fill:url(#hatch);stroke:var(--stale);stroke-width:1.5}.stale-ground{fill:var(--stale-soft)}.stale-line{fill:var(--stale)}
.unwatched{fill:url(#unwatched)}.unwatched-line{fill:var(--line)}
.loss{fill:var(--fail)}.recovered{fill:var(--pass)}.cut{stroke:var(--card);stroke-width:2;fill:none}
.limit{stroke:var(--soft);stroke-dasharray:3 4}.noticed{stroke:var(--ink)}
details{margin-top:6px}summary{cursor:pointer;color:var(--soft);font-size:14px}.bounds{font-size:14px;margin:6px 0}.bounds th{color:var(--soft);font-weight:500}.bounds td{overflow-wrap:anywhere;min-width:8.5em}
pre{max-height:420px;overflow:auto;background:var(--ground);border-radius:6px;padding:10px;margin:6px 0 0;font-size:12.5px;line-height:1.45}pre b,pre i{color:var(--soft);font-weight:400}
footer{margin-top:28px;color:var(--soft);font-size:13px}
@media (max-width:640px){body{padding:16px 12px 40px}.run{padding:10px 12px}.matrix tbody th{min-width:150px}.matrix td{min-width:130px}.cell{flex-direction:column;gap:3px}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:6px}}
@media print{.run{break-inside:avoid}.filter{display:none}}
`
