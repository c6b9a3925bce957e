/** Colours of the page, for light and dark mode. */
const colours = `
:root { color-scheme: light dark; --ink: #1f2328; --paper: #ffffff; --soft: #57606a; --rule: #d0d7de; --box: #f3f6f9; --mark: #0b5cad; --fill: #5a9bd8;
--good: #116329; --good-box: #e6f6ea; --warn: #7a4b00; --warn-box: #fdf3dc; --warn-fill: #d9930d; --bad: #a3161f; --bad-box: #fdebec; --bad-fill: #d3333f; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #0f141a; --soft: #a4b0bc; --rule: #323b45; --box: #1a212a; --mark: #7db8f5; --fill: #3c7fc0;
--good: #7ee19a; --good-box: #12291a; --warn: #f2c462; --warn-box: #2e2410; --warn-fill: #c98a12; --bad: #ff9a9f; --bad-box: #36171a; --bad-fill: #e5535d; } }`;

const text = `
* { box-sizing: border-box; } [hidden] { display: none !important; }
body { margin: 0 auto; padding: 1rem 1.25rem 3rem; max-width: 80rem; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: .25rem 0 .75rem; } h1 span { font-weight: 400; }
h2 { font-size: 1.2rem; margin: 2rem 0 .6rem; }
p { max-width: 90ch; margin: .5rem 0; } p, li, dd, td, summary { overflow-wrap: anywhere; } a { color: var(--mark); } code { font: .9em ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
.soft { color: var(--soft); } .good { color: var(--good); } .warn { color: var(--warn); } .bad { color: var(--bad); } .quotas td .warn, .quotas td .bad { font-weight: 600; }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; background: var(--paper); padding: .25rem .5rem; z-index: 2; }
:focus-visible { outline: 3px solid var(--mark); outline-offset: 2px; }
button, input { font: inherit; color: var(--ink); background: var(--box); border: 1px solid var(--soft); border-radius: 6px; padding: .3rem .8rem; } button { cursor: pointer; }`;

const head = `
.verdict { max-width: none; padding: .6rem .9rem; border-radius: 8px; border-left: 5px solid; color: var(--ink); } .verdict strong { font-size: 1.15rem; margin-right: .5rem; }
.verdict.good { background: var(--good-box); border-color: var(--good); } .verdict.good strong { color: var(--good); }
.verdict.bad { background: var(--bad-box); border-color: var(--bad); } .verdict.bad strong { color: var(--bad); }
.facts { display: grid; grid-template-columns: repeat(6, 1fr); gap: 1px; margin: .75rem 0; background: var(--rule); border: 1px solid var(--rule); border-radius: 8px; overflow: hidden; }
.facts div { padding: .45rem .8rem; background: var(--paper); } dt { font-size: .8rem; color: var(--soft); } dd { margin: 0; font-weight: 600; line-height: 1.35; }
.origin, .note { font-size: .9rem; margin: .35rem 0; }
nav { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; padding: .35rem 0; border-bottom: 1px solid var(--rule); font-size: .9rem; }`;

const findings = `
.finding { border: 1px solid var(--rule); border-radius: 8px; margin: .4rem 0; } .finding > :not(summary) { margin: .4rem .9rem .6rem; } .finding ul { padding-left: 1.1rem; }
summary { cursor: pointer; } .finding > summary { display: grid; grid-template-columns: auto 6.6rem 1fr auto; gap: .2rem .75rem; align-items: baseline; padding: .45rem .8rem; }
.finding > summary::before { content: "▸"; content: "▸" / ""; color: var(--soft); } .finding[open] > summary::before { content: "▾"; content: "▾" / ""; }
.finding > summary code { font-size: .8rem; } .rest { margin: .6rem 0; }
.badge { display: inline-block; border-radius: 999px; padding: .05rem .6rem; font-size: .85rem; font-weight: 600; white-space: nowrap; border: 1px solid; }
.badge.good { background: var(--good-box); } .badge.warn { background: var(--warn-box); } .badge.bad { background: var(--bad-box); } .finding .badge { justify-self: start; }`;

const tables = `
.scroll { overflow: auto; max-width: 100%; }
table { border-collapse: collapse; margin: .4rem 0; font-size: .92rem; } caption { text-align: left; color: var(--soft); padding: .25rem 0; font-size: .88rem; }
th, td { border-bottom: 1px solid var(--rule); padding: .4rem .9rem .4rem 0; text-align: left; vertical-align: top; min-width: 5rem; max-width: 26rem; } thead th { color: var(--soft); font-weight: 600; font-size: .85rem; vertical-align: bottom; } tbody th { font-weight: 600; }
.number { text-align: right; font-variant-numeric: tabular-nums; } tfoot th, tfoot td { font-weight: 600; border-bottom: 0; }
.routes { width: 100%; } .routes tbody > tr > * { vertical-align: baseline; } .routes th, .routes td { max-width: none; } .routes tbody th code { display: block; } .routes td:last-child { width: 50%; } .routes tr.lit > * { background: var(--box); } .reason { display: block; } .routes details { color: var(--warn); }
.quotas, .growth { width: 100%; } .quotas th, .quotas td, .growth td { max-width: none; } .wide { width: max-content; min-width: 100%; } .wide th, .wide td { max-width: 16rem; } @media (min-width: 64rem) { .wide { width: 100%; } .wide th, .wide td { min-width: 3.5rem; } .wide tbody th { white-space: nowrap; } } .number + :not(.number) { padding-left: .9rem; }  .wide tbody th { position: sticky; left: 0; background: var(--paper); } .quotas tbody th .soft { font-weight: 400; font-size: .85rem; } .growth tbody th, .quotas .gauge span { white-space: nowrap; } .gauge { display: grid; grid-template-columns: minmax(6rem, 14rem) 1fr; gap: 0 .75rem; align-items: center; } .over > * { background: var(--bad-box); } .over th { box-shadow: inset 5px 0 var(--bad); padding-left: .8rem; }
.bar { position: relative; display: block; width: 100%; height: .7rem; background: var(--box); border: 1px solid var(--rule); border-radius: 3px; overflow: hidden; } .bar span { display: block; height: 100%; background: var(--fill); }
.bar.warn span { background: var(--warn-fill); } .bar.bad span { background: repeating-linear-gradient(135deg, var(--bad-fill) 0 6px, var(--bad) 6px 9px); } .bar i { position: absolute; top: 0; bottom: 0; width: 3px; background: var(--ink); }`;

const topology = `
.filter { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; align-items: center; gap: .3rem .75rem; margin-top: 1.5rem; padding: .6rem 0; background: var(--paper); border-bottom: 1px solid var(--rule); } .filter label { font-weight: 600; } .filter input { flex: 1 1 18rem; max-width: 28rem; } .filter:not([hidden]) + section h2 { margin-top: .8rem; } .filter:not([hidden]) ~ section h2 { scroll-margin-top: 4.5rem; }
[data-path] ol { display: flex; flex-wrap: wrap; gap: .1rem 2rem; margin: .3rem 0; padding-left: 1.2rem; }
.services { display: flex; flex-wrap: wrap; gap: .4rem; padding: 0; margin: .5rem 0; list-style: none; } .services button { border-radius: 999px; padding: .1rem .7rem; } button[aria-pressed="true"] { background: var(--mark); border-color: var(--mark); color: var(--paper); }
.drawing { max-height: 85vh; margin: .6rem 0; } .drawing svg { display: block; }`;

/** The media query of a phone. The script asks it, too. */
export const narrowQuery = "(max-width: 40rem)";

const narrow = `
@media ${narrowQuery} { .filter:not([hidden]) ~ section h2 { scroll-margin-top: 8rem; } body { padding: .6rem .9rem 2rem; font-size: 14.5px; } h1 { font-size: 1.15rem; margin: 0 0 .5rem; } h2 { margin: 1.3rem 0 .4rem; font-size: 1.1rem; }
.verdict { padding: .45rem .7rem; } .verdict strong { font-size: 1.05rem; margin-right: .2rem; } .origin { font-size: .8rem; line-height: 1.35; } .facts { grid-template-columns: 1fr 1fr; margin: .5rem 0; } .facts div { padding: .3rem .6rem; } dt { font-size: .75rem; }
nav { flex-wrap: nowrap; overflow-x: auto; white-space: nowrap; } .finding > summary { position: relative; grid-template-columns: auto 1fr; gap: .2rem .5rem; padding: .35rem .6rem .35rem 1.15rem; } .finding > summary::before { position: absolute; left: .25rem; top: .35rem; } .finding > summary code { grid-column: 1 / -1; } .finding:not([open]) code { display: none; } .finding:not([open]) summary > :nth-child(2) { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; line-height: 1.35; } .badge { font-size: .8rem; padding: 0 .5rem; }
.routes, .routes tbody, .routes caption { display: block; } .routes caption { padding: 0; } .routes thead { display: none; } .routes tr { display: grid; grid-template-columns: auto 1fr; gap: 0 .7rem; padding: .45rem 0; border-bottom: 1px solid var(--rule); } .routes th, .routes td { border: 0; padding: 0; min-width: 0; }
.wide th, .wide td { padding-block: .2rem; } .wide th:first-child { max-width: 11rem; } .routes td:nth-child(3) { display: none; } .routes td:last-child { grid-column: 1 / -1; width: auto; color: var(--soft); } .filter input { flex-basis: 100%; max-width: none; } .growth .gauge { grid-template-columns: 1fr; } .quotas .gauge { grid-template-columns: minmax(2rem, 1fr) auto; }
.quotas thead, .growth thead, .quotas td:last-child { display: none; } .quotas, .quotas tbody, .quotas caption, .growth, .growth tbody, .growth caption { display: block; }
.quotas tr { display: grid; grid-template-columns: 1fr 9rem; gap: 0 .6rem; border-bottom: 1px solid var(--rule); padding: .35rem .5rem .35rem 0; } .quotas th, .quotas td { border: 0; padding: 0; } .quotas tbody th { grid-column: 1 / -1; } .quotas tr.over { padding-left: .8rem; box-shadow: inset 5px 0 var(--bad); } .quotas tr.over th { box-shadow: none; padding: 0; } tr.over { background: var(--bad-box); }
 .growth tr { display: grid; grid-template-columns: 7.5rem 1fr; border-bottom: 1px solid var(--rule); padding: .35rem 0; } .growth th, .growth td { border: 0; padding: 0; } .growth td:last-child { grid-column: 2; } .growth td.free { display: none; } .growth td:last-child:not(:empty)::before { content: "account: "; color: var(--soft); } }`;

const print = `
@media print { :root { font-size: 11px; } body { max-width: none; font-size: 1rem; } nav, .skip, .filter, #chooser, #all-routes { display: none !important; } .scroll { overflow: visible; } .wide { width: 100%; } .wide th, .wide td { min-width: 0; padding-right: .4rem; } .drawing { max-height: none; } svg.topology { max-width: 100%; height: auto; } h2 { break-after: avoid; } tr, .finding { break-inside: avoid; } summary { list-style: none; } .finding > summary::before { content: "" !important; } details::details-content { content-visibility: visible; block-size: auto; } }`;

/** Style of the report, for narrow and wide windows, screen and print; it loads nothing. */
export const style = [colours, text, head, findings, tables, topology, narrow, print].join("");
