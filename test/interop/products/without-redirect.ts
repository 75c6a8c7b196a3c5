/** What a service that only posts its requests reads of the broker's metadata. */
export const withoutRedirect = (metadata: string): string =>
  metadata.replace(/<(\w+:)?SingleSignOnService[^>]*bindings:HTTP-Redirect[^>]*>/, '')
