// What a link says about the struct workbench, which is loaded when it is first shown.
export interface StructPlace {
  readonly format: string
  readonly values: readonly string[]
}
