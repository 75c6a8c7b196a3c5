import { Fragment, type ComponentChildren } from 'preact'
import { between, type Scope } from '../page.js'

interface SentencesProps {
  /** In their order; what is null is not said. */
  readonly of: readonly ComponentChildren[]
  readonly scope: Scope
}

/** Sentences of one paragraph, of which some may be missing: nothing stands before the first that is said. */
export const Sentences = ({ of, scope }: SentencesProps) => (
  <>
    {of
      .filter((each) => each !== null && each !== '')
      .map((each, index) => (
        <Fragment key={index}>
          {index === 0 ? null : between(scope)}
          {each}
        </Fragment>
      ))}
  </>
)
