// Loads what every picture needs.

/** Call it as soon as a session will be shown, so that its first picture does not wait for this part. */
export const loadPicture = () => import('./picture-parts.ts')
