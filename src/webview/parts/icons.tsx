/** Small pictures that take the colour of the text around them. */
export function Funnel() {
  return (
    <svg class="icon" width="12" height="12" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M1 2h14l-5.5 6.5V14l-3-1.8V8.5z" fill="currentColor" />
    </svg>
  );
}

export function Chevron() {
  return (
    <svg class="icon" width="10" height="10" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M2 5l6 6 6-6" fill="none" stroke="currentColor" stroke-width="2" />
    </svg>
  );
}

/** Points down while what it belongs to is open. */
export function Twistie({ open }: { readonly open: boolean }) {
  return (
    <svg class="icon" width="12" height="12" viewBox="0 0 16 16" aria-hidden="true">
      <path d={open ? "M2 5l6 6 6-6" : "M5 2l6 6-6 6"} fill="none" stroke="currentColor" stroke-width="2" />
    </svg>
  );
}

/** A box with or without a tick. */
export function Tick({ on }: { readonly on: boolean }) {
  return (
    <svg class="icon tick" width="14" height="14" viewBox="0 0 16 16" aria-hidden="true">
      <rect x="1.5" y="1.5" width="13" height="13" rx="2" fill="none" stroke="currentColor" />
      {on && <path d="M4 8.5l3 3 5-6.5" fill="none" stroke="currentColor" stroke-width="2" />}
    </svg>
  );
}
