/** What a citizen can do at a screen, whatever browser it is; selectors without combinators. */
export interface Hand {
  open(url: string): Promise<void>
  /** Follows the first such link, or presses the first such button. */
  press(selector: string): Promise<void>
  /** Presses the first button of the first such form. */
  send(form: string): Promise<void>
  /** Types into fields by their names, or ticks the radio button of that value. */
  fill(fields: Readonly<Record<string, string>>): Promise<void>
  /** Waits until the page has this, and gives its text. Pages that go on by themselves do so meanwhile. */
  see(selector: string): Promise<string>
  /** The values of an attribute of all such elements of the page. */
  all(selector: string, attribute: string): Promise<readonly string[]>
  /** From the hand-over page on: scripts go on by themselves, else one more press. */
  handOver(): Promise<void>
  url(): string
  /** How often something was pressed; set where a count begins, or leaves something out. */
  presses: number
  /** How often a PIN was entered, at the eID client or the phone; set as the presses. */
  pins: number
}
