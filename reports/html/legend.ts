// What the signs of a timeline mean, and the signs themselves, drawn once for the whole page.

/** The legend as HTML. Its hidden picture holds the signs that the timelines use. */
export const legend = `<svg width="0" height="0" aria-hidden="true" style="position:absolute"><defs>
<g id="sign-loss"><circle r="7"/><path class="cut" d="M-3-3 3 3M3-3-3 3"/></g>
<g id="sign-recovered"><circle r="7"/><path class="cut" d="M-3.2 0-.8 2.6 3.4-2.4"/></g>
<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" class="stale-ground"/><rect width="2.5" height="6" class="stale-line"/></pattern>
<pattern id="unwatched" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="1" height="8" class="unwatched-line"/></pattern>
</defs></svg>
<ul class="legend" aria-label="Legend of the timelines">
<li><svg width="26" height="16"><rect class="fault-head" x="1" y="2" width="24" height="12" rx="3"/></svg> fault in force</li>
<li><svg width="26" height="16"><g class="pass"><line class="bound" x1="1" x2="24" y1="8" y2="8"/><line class="bound post" x1="24" x2="24" y1="2" y2="14"/></g></svg> bound: up to here</li>
<li><svg width="26" height="16"><rect class="window" x="2" y="3" width="22" height="10"/></svg> predicted: in here</li>
<li><svg width="16" height="16"><g class="loss"><use href="#sign-loss" x="8" y="8"/></g></svg> gives its peer up</li>
<li><svg width="16" height="16"><g class="recovered"><use href="#sign-recovered" x="8" y="8"/></g></svg> works again</li>
<li><svg width="26" height="16"><rect class="traffic" x="2" y="3" width="3" height="10"/><rect class="traffic" x="9" y="3" width="3" height="10"/><rect class="traffic" x="16" y="3" width="8" height="10"/></svg> healthy traffic</li>
<li><svg width="26" height="16"><rect class="stale" x="1" y="4" width="24" height="8"/></svg> stale answers</li>
<li><svg width="26" height="16"><rect class="unwatched" x="1" y="1" width="24" height="14"/></svg> not watched any more</li>
</ul>`
