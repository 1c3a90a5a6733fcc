import { PAGE_STYLE } from '../html/style.ts';

/** The look of the index. */
export const INDEX_STYLE = `${PAGE_STYLE}h2 small{font-size:.875rem;font-weight:400;color:var(--soft)}
.warn{border:1px solid var(--warn);border-radius:6px;background:var(--warn-back);padding:.25rem 1.25rem .75rem;margin:1.5rem 0}
.warn h2{border:0;padding:0;margin:.75rem 0 .25rem;font-size:1.05rem;color:var(--warn)}
tbody th small{display:block;font-weight:400;color:var(--soft)}
#_requests td{width:26%}
td ul{margin:0;padding:0;list-style:none}
td li+li{margin-top:.375rem}
.number,.size,.dates{white-space:nowrap}
.size{text-align:right;width:6.5rem}
.dates{width:11.5rem}
th.size{text-align:right}
.hash{width:16.5rem;font:.75rem/1.45 ui-monospace,"SFMono-Regular",Consolas,"Liberation Mono",monospace;color:var(--soft)}
thead th.hash{font:inherit;font-weight:600}
.none{max-width:none;font-size:.875rem;color:var(--soft)}
@media (max-width:60rem){.hash{width:10rem}tbody th{width:10rem}.dates{white-space:normal;width:auto}}
@media print{tbody th{width:15rem}.hash{width:17rem}.dates{width:11rem}}
`;
