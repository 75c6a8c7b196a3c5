import { Alert } from './alert.js'

export interface SummaryItem {
  /** Id of the field that it is about. */
  readonly field: string
  readonly text: string
}

interface ErrorSummaryProps {
  readonly title: string
  readonly items: readonly SummaryItem[]
}

/** What has to be mended, before anything else on the page; each entry leads to its field. Nothing without entries. */
export function ErrorSummary({ title, items }: ErrorSummaryProps) {
  if (items.length === 0) return null
  return (
    <div role="alert">
      <Alert look="danger" title={title}>
        <ul class="kern-list kern-list--bullet">
          {items.map(({ field, text }) => (
            <li key={field}>
              <a class="kern-link" href={`#${field}`}>
                {text}
              </a>
            </li>
          ))}
        </ul>
      </Alert>
    </div>
  )
}
