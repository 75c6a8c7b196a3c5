import type { LoginForm } from '../domain/login-addresses.js'
import { type Fields, single } from '../http/parse.js'
import type { MethodId, SessionId } from '../domain/ids.js'
import type { Language } from '../domain/language.js'
import { type Form, FORM_FIELDS } from '../ui/form-fields.js'
import type { Page } from '../ui/page.js'
import type { MethodAnswer } from './authenticate.js'
import type { LoginFacts } from './facts.js'
import type { Authenticator } from './kit/authenticator.js'
import type { LoginPorts } from './kit/login-ports.js'
import type { StepResult } from './store-login.js'
import { BrokerError } from '../domain/error-catalogue.js'

/** One step of a login as a whole: when it is needed, and what it then does. `LOGIN_STEPS` lists the steps in order. */
export type Step = AutomaticStep | PageStep

interface NamedStep {
  readonly name: string
  /** Reads facts alone: a step does not know what comes before or after it. */
  readonly needed: (facts: LoginFacts) => boolean
}

/** A step that the broker does by itself. */
export interface AutomaticStep extends NamedStep {
  /** Throws `login-moved-on` if another tab or instance was faster. */
  readonly run: (facts: LoginFacts, ports: LoginPorts) => Promise<StepResult>
  /**
   * The step leaves session, account and consent alone, so the next step may use what was read of them; after any other
   * step they are read anew.
   */
  readonly changesLoginAlone?: true
}

/** What a login is made of, as the citizen sees it: how to log in, the proof itself, and what is handed on. */
export const STAGES = ['choose', 'identify', 'confirm'] as const
export type Stage = (typeof STAGES)[number]

/** A step that only the citizen can do. */
export interface PageStep extends NamedStep {
  /** To which part of the way its page belongs; that of a method under way is of `identify`. */
  readonly stage: Stage
  /** The page at the login's own address while this is the step that is needed. */
  readonly page: (facts: LoginFacts, place: StepPlace) => Page | Promise<Page>
  /** What each form of the page does, by the address below the login's own that it posts to. */
  readonly forms: Readonly<Partial<Record<LoginForm, Take>>>
  /** True if a method can be opened, or goes on, at this step. */
  readonly opensMethods?: true
  /**
   * The one method that the step opens in place of its page, for whoever comes to it first; null: the page. The page
   * stays at the login's own address with `ASKS_FOR_METHODS`.
   */
  readonly straightTo?: (facts: LoginFacts, ports: LoginPorts) => Authenticator | null
  /** What a citizen drops by coming back to the login's own address; the page shows what is left. */
  readonly comeBack?: (facts: LoginFacts, ports: LoginPorts) => Promise<LoginFacts>
}

/**
 * Takes a form whose token held, of a login at this step. Throws `form-input` for input that the page does not offer.
 */
export type Take = (facts: LoginFacts, form: SubmittedForm, place: StepPlace) => Promise<Taken>

/** In the query of the login's own address: the page of the methods is wanted, however few there are. */
export const ASKS_FOR_METHODS = 'methods'

/** What a step gets from the request that shows or takes it. */
export interface StepPlace {
  readonly ports: LoginPorts
  readonly language: Language
  /** The session after this visit. */
  readonly session: SessionId | null
  /** The method used last on this device, whose row comes first; null: not known. */
  readonly lastMethod: string | null
  /** A form that posts to this address below the login's own, with the token that binds it to login and session. */
  readonly form: (address: string) => Form
  /** The address of a method in this login. */
  readonly pathOf: (method: MethodId) => string
  /** The login's own address. */
  readonly here: string
  /** The query of the address that was asked for. */
  readonly query: Readonly<Record<string, unknown>>
}

/** What the citizen sent. */
export interface SubmittedForm {
  readonly fields: Fields
  /** The query of the address that the page wrote into its form. */
  readonly query: Readonly<Record<string, unknown>>
}

/** The result of a form. */
export type Taken =
  | { readonly kind: 'step'; readonly result: StepResult }
  /** A method was opened or resumed: it shows a page, leads away, or has proved something. */
  | { readonly kind: 'method'; readonly method: MethodId; readonly facts: LoginFacts; readonly answer: MethodAnswer }
  /** The page once more, with its errors. */
  | { readonly kind: 'page'; readonly page: Page }

/** The login goes on as this step left it. */
export const stepTaken = (result: StepResult): Extract<Taken, { kind: 'step' }> => ({ kind: 'step', result })

/** The button that was pressed. Throws `form-input` for one that the page does not have. */
export function pressedButton<Choice extends string>(fields: Fields, choices: readonly Choice[]): Choice {
  const pressed = choices.find((choice) => choice === single(fields, FORM_FIELDS.decision))
  // check: a-decision-is-one-of-the-page
  if (!pressed) throw new BrokerError('form-input', FORM_FIELDS.decision)
  return pressed
}
