import type { TestEnd, TestMethod } from '../../../domain/test-citizen.js'
import type { MethodText } from '../../../ui/texts/messages.js'

/** Texts of the pages for test citizens. */
export interface TestTexts {
  /** The names by which other pages speak of their methods. */
  readonly names: Readonly<Record<TestMethod, MethodText>>
  readonly title: (method: string) => string
  readonly invented: string
  readonly citizen: (name: string, temporary: boolean) => string
  readonly chosen: (name: string) => string
  readonly nobody: string
  readonly choose: string
  /** What the next logins do by themselves; `page`: they stop at the confirm page. */
  readonly goesOn: Readonly<Record<TestEnd | 'page', string>>
  readonly forget: string
}
