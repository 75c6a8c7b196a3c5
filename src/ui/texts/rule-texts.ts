import type { CheckedRule, RequestRule } from '../../domain/request-rules.js'
import type { Sender } from '../../domain/refused-request.js'

/** A rule for requests, for those who connect a portal. */
export interface RuleText {
  /** What is looked at. */
  readonly title: string
  /** What has to be so. */
  readonly demands: string
  /** What to do where it is not. */
  readonly cure: string
}

/** How the checks of a request are spoken of. */
export interface RequestRuleTexts {
  readonly rules: Readonly<Record<RequestRule, RuleText>>
  readonly went: Readonly<Record<CheckedRule['went'], string>>
  /** Before what a rule demands that was broken. */
  readonly demanded: string
  /** Before the place or part that was wrong, which the broker says in English. */
  readonly place: string
  readonly bindings: Readonly<Record<'redirect' | 'post', string>>
  readonly senders: Readonly<Record<Sender, string>>
  readonly xmlTitle: string
}
