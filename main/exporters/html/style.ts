/** The look of a page that we write: a document to read on a screen, light or dark, or on paper. No font, no picture, nothing to fetch. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--ink:#1c2430;--soft:#4f5b6b;--line:#d3d9e2;--faint:#f3f5f8;--paper:#fff;--link:#0b57a8;--warn:#8a4b00;--warn-back:#fff4e0}
@media (prefers-color-scheme:dark){:root{--ink:#e4e9f0;--soft:#a9b4c2;--line:#3a4452;--faint:#1d242e;--paper:#141a22;--link:#82b8f5;--warn:#f2c078;--warn-back:#33260f}}
*{box-sizing:border-box}
html{background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums}
body{max-width:78rem;margin:0 auto;padding:2.5rem 1.5rem 4rem;overflow-wrap:anywhere}
h1{font-size:1.75rem;line-height:1.25;margin:0 0 .25rem}
h2{font-size:1.25rem;margin:2.75rem 0 .75rem;padding-top:.75rem;border-top:2px solid var(--ink)}
h3{font-size:1rem;margin:1.5rem 0 .5rem}
p{margin:.5rem 0;max-width:48rem}
a{color:var(--link);text-underline-offset:.15em}
a:focus-visible{outline:2px solid var(--link);outline-offset:2px}
.lead{color:var(--soft);font-size:1.05rem}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.5rem;margin:1.5rem 0;padding:1rem 1.25rem;border:1px solid var(--line);border-radius:6px;background:var(--faint)}
.facts dt{color:var(--soft)}
.facts dd{margin:0;overflow-wrap:anywhere}
nav ul{columns:18rem;column-gap:2rem;padding-left:1.1rem;margin:.5rem 0}
nav li{break-inside:avoid;padding:.1rem 0}
nav span,.soft{color:var(--soft)}
table{width:100%;border-collapse:collapse;font-size:.9rem}
th,td{text-align:left;vertical-align:top;padding:.5rem .75rem .5rem 0}
th:last-child,td:last-child{padding-right:0}
thead th{color:var(--soft);font-weight:600;border-bottom:1px solid var(--ink);padding-bottom:.35rem;white-space:nowrap}
tbody{border-bottom:1px solid var(--line)}
tbody th{font-weight:600;width:16rem}
tbody tr+tr td,tbody tr+tr th[scope=row]{border-top:1px dotted var(--line)}
td small{display:block;color:var(--soft);font-size:.8rem}
td{overflow-wrap:anywhere}
code,pre{font:.85rem/1.5 ui-monospace,"SFMono-Regular",Consolas,"Liberation Mono",monospace}
pre{margin:.35rem 0 1rem;padding:.6rem .9rem;border:1px solid var(--line);border-radius:6px;background:var(--faint);white-space:pre-wrap;overflow-wrap:anywhere;max-width:60rem}
footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--line);color:var(--soft);font-size:.85rem}
.mark{font-weight:700;text-align:right;max-width:none;margin:0}
@media print{
:root{color-scheme:light;--ink:#000;--soft:#444;--line:#bbb;--faint:#fff;--paper:#fff;--link:#000;--warn:#000;--warn-back:#fff}
@page{size:A4 landscape;margin:14mm}
html{font-size:9pt}body{max-width:none;padding:0}
thead{display:table-header-group}tr,tbody{break-inside:avoid}h2,h3{break-after:avoid}a{text-decoration:none}
}
`;
