import { createHash } from 'node:crypto'

/** The one style of the pages of the resolver: one column, fonts of the reader's system, nothing that loads. */
export const pageStyle = `
:root{color-scheme:light dark;--ink:#14202b;--muted:#4a5b6c;--ground:#fff;--line:#76869a;--link:#0b5fa5;--focus:#0b5fa5}
@media screen and (prefers-color-scheme:dark){:root{--ink:#e8eef4;--muted:#a9b8c6;--ground:#15202a;--line:#74879a;--link:#6cb4f5;--focus:#9ccbff}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1.125rem/1.6 system-ui,sans-serif;overflow-wrap:anywhere}
header,main,footer{max-width:40rem;margin:0 auto;padding:1rem}
header{display:flex;justify-content:space-between;align-items:center;gap:1rem}
header p{margin:0;font-weight:600}
h1{font-size:1.75rem;line-height:1.25;margin:0}
h2{font-size:1.25rem;line-height:1.3;margin:2rem 0 .5rem}
p{margin:.5rem 0}
a{color:var(--link);text-underline-offset:.2em}
header a,.button{display:inline-flex;align-items:center;min-height:3rem;padding:0 .25rem}
.button{padding:0 1.25rem;border:2px solid var(--link);border-radius:.5rem;font-weight:600;text-decoration:none}
a:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
.verdict{display:flex;gap:1rem;align-items:flex-start;padding:1.25rem;border:3px solid transparent;border-radius:.75rem}
.verdict svg{flex:none;width:3.5rem;height:3.5rem}
.verdict p{margin:.25rem 0 0}
.good{background:#00696f;color:#fff;border-color:#00696f}
.care{background:#ffc233;color:#14202b;border-color:#7a4b00}
.stop{background:#a8201d;color:#fff;border-color:#a8201d}
.open{border:3px dashed var(--line)}
.told{border:3px solid var(--link)}
.note{border-inline-start:.375rem solid var(--line);padding:.25rem 1rem;margin:1rem 0}
dl{display:grid;grid-template-columns:minmax(7rem,max-content) 1fr;gap:.25rem 1rem;margin:.5rem 0}
dt{color:var(--muted)}
dd{margin:0}
ol,ul{padding-inline-start:1.5rem;margin:.5rem 0}
li{margin:.25rem 0}
small,footer{color:var(--muted);font-size:1rem}
@media (max-width:26rem){dl{grid-template-columns:1fr}dd{margin-block-end:.5rem}.verdict{flex-direction:column}}
@media print{body{font-size:11pt}header a,.button{display:none}.verdict{background:none;color:#000;border:2px solid #000}.open{border-style:dashed}}
`
  .trim()
  .replaceAll('\n', '')

const digest = createHash('sha256').update(pageStyle).digest('base64')

/** What a page of the resolver may load and run: its own style, and nothing else. @source W3C Content Security Policy 3 */
export const pagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${digest}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')
