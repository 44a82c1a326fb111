// What the signs of a timeline mean.

/** The legend as HTML: the shapes are those that the page's script draws. */
export const legend = `<details class="legend"><summary>What the signs mean</summary><ul>
<li><svg width="26" height="16"><rect class="fault-head" x="1" y="2" width="24" height="12" rx="3"/></svg> fault in force</li>
<li><svg width="26" height="16"><line class="bound pass-bound" x1="1" x2="24" y1="8" y2="8"/><line class="bound pass-bound" x1="24" x2="24" y1="2" y2="14"/></svg> demanded: up to here</li>
<li><svg width="26" height="16"><rect class="window" x="2" y="3" width="22" height="10"/></svg> predicted: in here</li>
<li><svg width="16" height="16" viewBox="-8 -8 16 16"><circle class="loss" r="6.5"/><path class="cut" d="M-2.6-2.6 2.6 2.6M2.6-2.6-2.6 2.6"/></svg> gives up on its peer</li>
<li><svg width="16" height="16" viewBox="-8 -8 16 16"><circle class="recovered" r="6.5"/><path class="cut" d="M-3 0-.8 2.4 3-2.2"/></svg> works again</li>
<li><svg width="26" height="16"><rect class="traffic" x="2" y="3" width="2" height="10"/><rect class="traffic" x="8" y="3" width="2" height="10"/><rect class="traffic" x="14" y="3" width="9" height="10"/></svg> works; packets: data</li>
<li><svg width="26" height="16"><rect class="said" x="4" y="5" width="2" height="5"/><rect class="said" x="12" y="5" width="2" height="5"/></svg> prints a line</li>
<li><svg width="26" height="16"><rect class="stale" x="1" y="4" width="24" height="8"/></svg> stale answers</li>
<li><svg width="16" height="16" viewBox="-8 -8 16 16"><path class="probe" d="M0-6 5.5 5H-5.5Z"/></svg> probe (keepalive, window)</li>
<li><svg width="16" height="16" viewBox="-8 -8 16 16"><path class="retransmission" d="M0-6.5 5 0 0 6.5-5 0Z"/></svg> retransmission</li>
<li><svg width="16" height="16" viewBox="-8 -8 16 16"><path class="reset" d="M-5-5 5 5M5-5-5 5"/></svg> reset</li>
<li><svg width="16" height="16" viewBox="-8 -8 16 16"><rect class="syn" x="-4.5" y="-4.5" width="9" height="9"/></svg> SYN or FIN</li>
<li><svg width="16" height="16" viewBox="-8 -8 16 16"><path class="unreachable" d="M-5 0H5M0-5V5"/></svg> unreachable (ICMP)</li>
<li><svg width="16" height="16" viewBox="-8 -8 16 16"><path class="probe dropped" d="M0-6 5.5 5H-5.5Z"/></svg> hollow: not passed on</li>
<li><svg width="26" height="16"><rect class="blind" x="1" y="1" width="24" height="14"/></svg> blind, or not watched any more</li>
</ul></details>
<svg width="0" height="0" aria-hidden="true" class="patterns"><defs>
<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" class="stale-ground"/><rect width="2.5" height="6" class="stale-line"/></pattern>
<pattern id="unwatched" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="1" height="8" class="unwatched-line"/></pattern>
</defs></svg>`
