import type { ComponentChildren } from 'preact'

interface NoticeProps {
  readonly look: 'info' | 'success'
  readonly text: ComponentChildren
  readonly id: string
}

/** One sentence or link above a page, without a heading: what has happened before it. */
export function Notice({ look, text, id }: NoticeProps) {
  return (
    <div class={`kern-alert kern-alert--${look}`} role="status" data-testid={id}>
      <div class="kern-alert__header">
        <span class={`kern-icon kern-icon--${look}`} aria-hidden="true" />
        <p class="kern-body">{text}</p>
      </div>
    </div>
  )
}
