// How Python is indented.
import { indentWith } from '../../alike/text.ts'

export const indent = indentWith('    ')
