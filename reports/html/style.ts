// The look that all pages have. Colours are named once for light and once for dark; every sign has a shape or a word besides its colour.

/** The style sheet. */
export const style = `
:root{color-scheme:light dark;--ground:#f6f7f9;--card:#fff;--ink:#1b2027;--soft:#5b6572;--line:#d9dee5;--link:#0b57b8;
--pass:#16713a;--pass-soft:#e3f4e9;--fail:#b3201f;--fail-soft:#fde8e7;--inconclusive:#8a5a00;--inconclusive-soft:#fdf1d8;--skip:#5b6572;--skip-soft:#eceff3;
--fault:#5d6b9e;--fault-soft:#e6e9f6;--on-fault:#fff;--traffic:#2b8a76;--stale:#b5651d;--stale-soft:#f6dfc6;--window:#7a4fb5;--window-soft:#ece3f8;--probe:#0b57b8;--again:#b5651d}
@media (prefers-color-scheme:dark){:root{--ground:#11151a;--card:#191f26;--ink:#e6eaef;--soft:#9ba6b3;--line:#313a45;--link:#7db4ff;
--pass:#66cf8d;--pass-soft:#17301f;--fail:#ff8d86;--fail-soft:#3d1b1b;--inconclusive:#f0bd5a;--inconclusive-soft:#382b10;--skip:#9ba6b3;--skip-soft:#262d36;
--fault:#7f8fcb;--fault-soft:#222a41;--on-fault:#0d1220;--traffic:#55c2aa;--stale:#f0a05a;--stale-soft:#44301c;--window:#b793ec;--window-soft:#302443;--probe:#7db4ff;--again:#f0a05a}}
*{box-sizing:border-box}[hidden]{display:none!important}
body{margin:0 auto;max-width:1440px;padding:24px 20px 60px;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif}
code,pre,kbd{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
code,pre,dd,td,bdi,.claim{unicode-bidi:isolate}
h1{font-size:22px;margin:0 0 4px;line-height:1.25}.summary{margin:0 0 12px;color:var(--soft);font-size:16px}
a{color:var(--link)}:focus-visible{outline:2px solid var(--link);outline-offset:2px}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:7px 10px;border-top:1px solid var(--line)}
caption{position:absolute;clip-path:inset(50%)}
.badge{display:inline-block;border-radius:5px;padding:0 7px;font-size:13px;line-height:21px;font-weight:600;white-space:nowrap;border:1px solid transparent}
.badge.pass{color:var(--pass);background:var(--pass-soft)}.badge.fail{color:var(--card);background:var(--fail)}.badge.inconclusive{color:var(--inconclusive);background:var(--inconclusive-soft)}.badge.skip{color:var(--skip);background:var(--skip-soft)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 14px;margin:6px 0}dt{color:var(--soft);min-width:98px}dd{margin:0;overflow-wrap:anywhere}
details{margin-top:6px}summary{cursor:pointer;color:var(--soft);font-size:14px}
pre{max-height:420px;overflow:auto;background:var(--ground);border-radius:6px;padding:10px;margin:6px 0 0;font-size:12.5px;line-height:1.45}
button,select,input{font:inherit;font-size:14px;color:inherit}
footer{margin-top:28px;color:var(--soft);font-size:13px}
@media (max-width:640px){body{padding:16px 12px 40px}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:6px}}
@media print{body{background:#fff;max-width:none;padding:0}details>summary{display:none}}
`
