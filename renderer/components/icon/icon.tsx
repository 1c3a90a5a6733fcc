/** Our own line icons on a 16 px grid, drawn with the current colour. */
const PATHS = {
  add: 'M8 3v10M3 8h10',
  archive: 'M2.500 3h11v3h-11zM3.500 6v7h9V6M6.500 9h3',
  back: 'M9.500 3.500 5 8l4.500 4.500',
  check: 'm3 8.500 3.200 3L13 4.500',
  close: 'm4 4 8 8M12 4l-8 8',
  copy: 'M5.500 5.500h7v7h-7zM3.500 10.500v-7h7',
  chevron: 'm4 6 4 4 4-4',
  document: 'M4 2h5l3 3v9H4zM9 2v3h3M6 8h4M6 10.500h4',
  download: 'M8 2.500v7M5 7l3 3 3-3M3 13h10',
  edit: 'M3 13l.7-3L10.500 3.200l2.300 2.300L6 12.300z',
  evidence: 'M8 1.800 13 4v4c0 3-2 5-5 6.200C5 13 3 11 3 8V4zM5.800 8l1.600 1.600L10.500 6.500',
  export: 'M8 10V3M5 5.500 8 2.500l3 3M3 9.500V13h10V9.500',
  external: 'M6.500 3.500H3.500v9h9V9.500M9 3h4v4M13 3 7.500 8.500',
  file: 'M4 2h5l3 3v9H4zM9 2v3h3',
  filter: 'M2.500 3.500h11L9.500 8.500V13l-3-1.500v-3z',
  folder: 'M2 4h4l1.500 1.500H14V13H2z',
  help: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12M6.300 6.200A1.800 1.800 0 1 1 8 8.400v.8M8 11.400v.1',
  info: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12M8 7.500v3.500M8 5v.1',
  keyboard: 'M1.500 4h13v8h-13zM4 6.500h.1M6.500 6.500h.1M9 6.500h.1M11.500 6.500h.1M4.500 9.500h7',
  learn:
    'M8 4.500C6.500 3.300 4.500 3 2.500 3v9.500c2 0 4 .3 5.500 1.500 1.500-1.200 3.500-1.500 5.500-1.500V3c-2 0-4 .3-5.500 1.500M8 4.500V14',
  link: 'M6.800 9.200 9.200 6.800M7 4.800l1.600-1.600a2.700 2.700 0 0 1 4.200 4L11.200 9M9 11.200l-1.600 1.600a2.700 2.700 0 0 1-4.200-4L4.800 7',
  list: 'M5.500 4H14M5.500 8H14M5.500 12H14M2.300 4h.1M2.300 8h.1M2.300 12h.1',
  lock: 'M4 7h8v6.500H4zM5.500 7V5a2.500 2.500 0 0 1 5 0v2',
  matrix: 'M2.500 2.500h11v11h-11zM2.500 6.200h11M2.500 9.800h11M6.200 2.500v11M9.800 2.500v11',
  moon: 'M13 9.500A5.500 5.500 0 0 1 6.500 3a5.500 5.500 0 1 0 6.500 6.500',
  more: 'M3.500 8h.1M8 8h.1M12.500 8h.1',
  next: 'M6.500 3.500 11 8l-4.500 4.500',
  note: 'M3 3h10v7l-3 3H3zM10 13v-3h3M5.500 6h5M5.500 8.500h3',
  park: 'M5.500 3v10M10.500 3v10',
  person:
    'M8 8a2.700 2.700 0 1 0 0-5.400A2.700 2.700 0 0 0 8 8M2.800 13.600c.6-2.600 2.500-4 5.200-4s4.600 1.400 5.200 4',
  present: 'M2 3h12v8H2zM8 11v2.500M5.500 13.500h5M7 5.300l2.800 1.700L7 8.700z',
  preferences:
    'M2.5 4.5h6M12 4.500h1.500M10.200 6.300a1.800 1.800 0 1 0 0-3.600 1.800 1.800 0 0 0 0 3.600M2.500 11.500H4M7.500 11.500h6M5.800 13.300a1.800 1.800 0 1 0 0-3.600 1.800 1.800 0 0 0 0 3.600',
  redo: 'M12.5 6.500h-6a3.500 3.500 0 0 0 0 7H10M12.500 6.500 9.500 3.500M12.500 6.500l-3 3',
  remove: 'M3 4.500h10M6 4.500V3h4v1.500M4.500 4.500l.6 9h5.800l.6-9M7 7v4M9 7v4',
  scope: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12M8 10.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5M8 8h.1',
  search: 'M7 11.500a4.500 4.500 0 1 0 0-9 4.500 4.500 0 0 0 0 9M10.300 10.300 14 14',
  services:
    'M2.500 2.500h4.800v4.800H2.500zM8.700 8.700h4.800v4.800H8.700zM8.700 2.500h4.800v4.800H8.700zM2.500 8.700h4.800v4.800H2.500z',
  sun: 'M8 10.800a2.800 2.800 0 1 0 0-5.600 2.800 2.800 0 0 0 0 5.600M8 1.500v1.300M8 13.200v1.300M1.500 8h1.300M13.200 8h1.300M3.400 3.400l.9.9M11.700 11.700l.9.9M12.600 3.400l-.9.9M4.300 11.700l-.9.9',
  system: 'M2 3h12v8H2zM5.500 13.500h5M8 11v2.500',
  undo: 'M3.500 6.500h6a3.500 3.500 0 0 1 0 7H6M3.500 6.500 6.500 3.500M3.500 6.500l3 3',
  walk: 'M2.500 4.500h3M2.500 8h3M2.500 11.500h3M8 3h5.500v10H8z',
  warning: 'M8 2.500 14.500 13.500h-13zM8 6.500v3.500M8 12v.1',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon(props: {
  readonly name: IconName;
  readonly size?: number;
  readonly className?: string | undefined;
}) {
  const size = props.size ?? 16;
  return (
    <svg
      className={props.className}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[props.name]} />
    </svg>
  );
}
