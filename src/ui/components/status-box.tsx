import type { ComponentChildren } from 'preact'

interface StatusBoxProps {
  readonly look: 'danger' | 'warning' | 'info' | 'success'
  readonly title: string
  /** What the script shows in place of this box later; see `assets/wait.js`. */
  readonly id: string
  readonly children: ComponentChildren
}

/** A notice that changes while the page is open: what is new in it is announced (WCAG 4.1.3). */
export function StatusBox({ look, title, id, children }: StatusBoxProps) {
  return (
    <div class={`kern-alert kern-alert--${look}`} role="status" id={id}>
      <div class="kern-alert__header">
        <span class={`kern-icon kern-icon--${look}`} aria-hidden="true" />
        <h2 class="kern-title">{title}</h2>
      </div>
      <div class="kern-alert__body">{children}</div>
    </div>
  )
}
