/** Demarc's mark: two halves, and the line between them with a step in it. */
export function Mark(props: { readonly size: number }) {
  return (
    <svg width={props.size} height={props.size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="7" fill="#1f2a37" />
      <path d="M6 8h20v5H6zM6 14.500h12v3H6z" fill="#8fb8f0" />
      <path d="M19.500 14.500H26v3h-6.500zM6 19h20v5H6z" fill="#f6c86b" />
    </svg>
  );
}
