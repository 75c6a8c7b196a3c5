/** Whether a text is an address of e-mail as we write to it: a local part without quotes, and a host with a dot. */
export const isEmailAddress = (text: string): boolean =>
  text.length <= 254 && /^[^\s@"(),:;<>[\\\]]{1,64}@([a-z0-9-]{1,63}\.)+[a-z][a-z0-9-]{1,62}$/i.test(text)
