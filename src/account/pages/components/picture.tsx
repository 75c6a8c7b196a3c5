import type { ComponentChildren } from 'preact'

/** What a section of a page in Leichte Sprache is about; the words beside it say the same. */
export type PictureName = 'log-in' | 'ways' | 'account' | 'help' | 'barrier'

const DRAWINGS: Readonly<Record<PictureName, ComponentChildren>> = {
  'log-in': (
    <>
      <rect x="8" y="12" width="48" height="32" rx="3" />
      <path d="M24 54h16M32 44v10M20 28h18M32 21l7 7-7 7" />
    </>
  ),
  ways: (
    <>
      <rect x="6" y="16" width="30" height="20" rx="3" />
      <circle cx="15" cy="24" r="3" />
      <path d="M10 32c1-4 9-4 10 0M25 23h7M25 29h7" />
      <rect x="42" y="12" width="16" height="34" rx="3" />
      <path d="M48 41h4" />
    </>
  ),
  account: (
    <>
      <circle cx="32" cy="22" r="10" />
      <path d="M12 54c2-22 38-22 40 0" />
    </>
  ),
  help: (
    <>
      <path d="M8 12h48v30H30l-12 12V42H8z" />
      <path d="M26 22c1-6 13-6 12 1 0 4-6 4-6 8M32 36v1" />
    </>
  ),
  barrier: (
    <>
      <path d="M6 54h16V42h14V30h14V18h8" />
      <path d="M10 20l18-8v10z" />
    </>
  ),
}

/** A picture beside the heading of a section (BITV 2.0 Anlage 2). */
export function Picture({ name }: { readonly name: PictureName }) {
  return (
    <svg class="app-picture" width="64" height="64" viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      {DRAWINGS[name]}
    </svg>
  )
}
