/** Every form: where it posts to, and its hidden token. */
export interface Form {
  readonly action: string
  readonly token: string
}
