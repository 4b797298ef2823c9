// The language in which programs are shown. The browser remembers it.
import { type Language, LANGUAGES } from '@unstick/programs'

const KEY = 'unstick.language'

const isLanguage = (name: string | null): name is Language => name !== null && name in LANGUAGES

const remembered = localStorage.getItem(KEY)

export const language = $state({
  chosen: isLanguage(remembered) ? remembered : ('python' satisfies Language as Language),
})

export const remember = (chosen: Language): void => {
  language.chosen = chosen
  localStorage.setItem(KEY, chosen)
}
