import type { ComponentChildren } from 'preact'

interface AlertProps {
  readonly look: 'danger' | 'warning' | 'info'
  readonly title: string
  readonly children: ComponentChildren
}

/** A framed notice with a heading of its own. */
export function Alert({ look, title, children }: AlertProps) {
  return (
    <div class={`kern-alert kern-alert--${look}`}>
      <div class="kern-alert__header">
        <span class={`kern-icon kern-icon--${look}`} aria-hidden="true" />
        <h2 class="kern-title">{title}</h2>
      </div>
      <div class="kern-alert__body">{children}</div>
    </div>
  )
}
