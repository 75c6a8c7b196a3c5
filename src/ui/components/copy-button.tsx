import type { Scope } from '../page.js'

interface CopyButtonProps {
  /** What is copied. */
  readonly text: string
  readonly label: string
  readonly scope: Scope
}

/** The place of a button that copies a text: a script makes it, as nothing would happen without one. What happened is announced (WCAG 4.1.3). */
export function CopyButton({ text, label, scope }: CopyButtonProps) {
  const { copied, notCopied } = scope.texts.copy
  return (
    <span class="app-copy" data-copy={text} data-label={label} data-copied={copied} data-not-copied={notCopied}>
      <span class="kern-body" role="status" />
      <script type="module" src={scope.assets.url('copy.js')} />
    </span>
  )
}
