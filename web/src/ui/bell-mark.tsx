/** The mark: a counter bell. */
export function BellMark({ className = '' }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={className}>
      <rect width="32" height="32" rx="8" fill="#17211d" />
      <path d="M6 23h20M8.5 20.5a7.5 7.5 0 0 1 15 0z" fill="#f5b82e" stroke="#f5b82e" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />
      <circle cx="16" cy="10" r="2" fill="#f5b82e" />
    </svg>
  );
}
