// The page that a browser gets if it needs a token or ticket.
/** A whole page without scripts or style sheets. `sentence` is ours and needs no escaping. */
export const tokenPage = (sentence: string): string => `<!doctype html>
<html lang="en">
  <meta charset="utf-8" />
  <meta name="viewport" content="width=device-width" />
  <meta name="color-scheme" content="light dark" />
  <title>Unstick: the token is missing</title>
  <main style="font: 1.1rem/1.5 system-ui; max-width: 34rem; margin: 18vh auto; padding: 0 1.5rem">
    <h1 style="font-size: 1.4rem">This page needs its token</h1>
    <p>${sentence.replaceAll(/`([^`]*)`/g, '<code>$1</code>')}</p>
  </main>
</html>
`
