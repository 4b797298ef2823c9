// Which Host and Origin are this bridge's own. The values are compared exactly, so no prefix can trick the check.

const names = ['127.0.0.1', 'localhost'] as const

/** The values that a Host header may have for a bridge on `port`. */
export const ownHosts = (port: number): ReadonlySet<string> =>
  new Set(names.flatMap((name) => (port === 80 ? [`${name}:80`, name] : [`${name}:${port}`])))

/** The origin of the page that `host` (a Host header that was checked) serves. */
export const pageOrigin = (host: string): string => new URL(`http://${host}`).origin

/** Whether a page of `origin` (an Origin header) is the page that `host` (a Host header that was checked) serves. */
export const isOwnOrigin = (origin: string, host: string): boolean =>
  URL.canParse(origin) && new URL(origin).origin === origin && origin === pageOrigin(host)
