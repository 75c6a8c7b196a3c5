/** How a browser leaves for another origin with a message of ours: by its address, or by a form that sends itself. */
export type Leaving =
  | { readonly kind: 'redirect'; readonly url: string }
  | { readonly kind: 'post'; readonly action: string; readonly fields: Readonly<Record<string, string>> }
