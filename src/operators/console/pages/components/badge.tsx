interface BadgeProps {
  readonly look: 'success' | 'warning' | 'danger' | 'info'
  readonly label: string
}

/** A state in words, with a sign and a colour beside them. */
export const Badge = ({ look, label }: BadgeProps) => (
  <span class={`kern-badge kern-badge--${look}`}>
    <span class={`kern-icon kern-icon--${look}`} aria-hidden="true" />
    <span class="kern-label kern-label--small">{label}</span>
  </span>
)
