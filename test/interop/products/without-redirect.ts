/** What a service that only posts its requests reads of the broker's metadata. */
export const withoutRedirect = (metadata: string): string =>
  metadata.replace(/<(\w+:)?Single(SignOn|Logout)Service[^>]*bindings:HTTP-Redirect[^>]*>/g, '')
