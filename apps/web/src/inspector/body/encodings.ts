// The encodings that a browser decodes (Encoding Standard, 4.2), grouped by region.

export interface EncodingGroup {
  readonly name: string
  /** Labels that TextDecoder takes. */
  readonly labels: readonly string[]
}

export const encodingGroups: readonly EncodingGroup[] = [
  { name: 'Unicode', labels: ['utf-8', 'utf-16le', 'utf-16be'] },
  { name: 'Chinese', labels: ['gbk', 'gb18030', 'big5'] },
  { name: 'Japanese', labels: ['shift_jis', 'euc-jp', 'iso-2022-jp'] },
  { name: 'Korean', labels: ['euc-kr'] },
  { name: 'Western', labels: ['windows-1252', 'iso-8859-15', 'macintosh', 'iso-8859-14'] },
  { name: 'Central European', labels: ['windows-1250', 'iso-8859-2', 'iso-8859-16'] },
  {
    name: 'Cyrillic',
    labels: ['windows-1251', 'koi8-r', 'koi8-u', 'iso-8859-5', 'ibm866', 'x-mac-cyrillic'],
  },
  { name: 'Greek', labels: ['windows-1253', 'iso-8859-7'] },
  { name: 'Turkish and South European', labels: ['windows-1254', 'iso-8859-3'] },
  { name: 'Baltic and Nordic', labels: ['windows-1257', 'iso-8859-4', 'iso-8859-10', 'iso-8859-13'] },
  { name: 'Hebrew', labels: ['windows-1255', 'iso-8859-8', 'iso-8859-8-i'] },
  { name: 'Arabic', labels: ['windows-1256', 'iso-8859-6'] },
  { name: 'Thai and Vietnamese', labels: ['windows-874', 'windows-1258'] },
  { name: 'Bytes above 7f as private characters', labels: ['x-user-defined'] },
]

export const isEncoding = (label: string | null): label is string =>
  encodingGroups.some(({ labels }) => label !== null && labels.includes(label))
