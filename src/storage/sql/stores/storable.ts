/** PostgreSQL's text holds every character but U+0000; what was never stored need not be asked for. */
export const isStorable = (text: string): boolean => !text.includes('\0')
