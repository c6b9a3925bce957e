/** Style of the report, for light and dark mode, narrow and wide windows, screen and print; it loads nothing. */
export const style = `
:root { color-scheme: light dark; --ink: #1a1f26; --paper: #ffffff; --soft: #4a5562; --rule: #c6ced6; --box: #eef2f6; --mark: #0b5cad; --bad: #a3161f; --fill: #0b5cad; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8edf2; --paper: #12161b; --soft: #b3bec9; --rule: #3d4854; --box: #232b34; --mark: #7db8f5; --bad: #ff9a9f; --fill: #4f97e0; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem 1.25rem 3rem; max-width: 84rem; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: .5rem 0; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; border-bottom: 1px solid var(--rule); }
p { max-width: 90ch; } p, li { overflow-wrap: anywhere; } a { color: var(--mark); } .soft { color: var(--soft); } .bad { color: var(--bad); font-weight: 600; }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; background: var(--paper); padding: .25rem .5rem; }
.scroll { overflow: auto; max-width: 100%; } .drawing { max-height: 75vh; border: 1px solid var(--rule); border-radius: 6px; }
table { border-collapse: collapse; margin: .5rem 0; font-size: .9rem; } caption { text-align: left; color: var(--soft); padding: .25rem 0; }
th, td { border: 1px solid var(--rule); padding: .3rem .5rem; text-align: left; vertical-align: top; } th { background: var(--box); }
.services { display: flex; flex-wrap: wrap; gap: .4rem; padding: 0; list-style: none; max-height: 12rem; overflow: auto; }
.services button { font: inherit; color: var(--ink); background: var(--box); border: 1px solid var(--soft); border-radius: 999px; padding: .15rem .7rem; cursor: pointer; }
.services button[aria-pressed="true"] { background: var(--mark); color: var(--paper); } :focus-visible { outline: 3px solid var(--mark); outline-offset: 2px; }
.bar { display: block; width: 12rem; height: .9rem; background: var(--box); border: 1px solid var(--rule); } .bar span { display: block; height: 100%; background: var(--fill); }
@media print { .services, .skip { display: none; } .scroll, .drawing { overflow: visible; max-height: none; border: 0; } svg.topology { max-width: 100%; height: auto; } h2 { break-after: avoid; } tr { break-inside: avoid; } }
`;
