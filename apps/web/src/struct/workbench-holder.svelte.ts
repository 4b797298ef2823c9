// Keeps the struct workbench while the page shows another view. Before it is first shown, keeps what the link says.
import type { StructPlace } from '../navigation/struct-place.ts'
import type { Workbench } from './workbench.svelte.ts'

export class WorkbenchHolder {
  workbench = $state.raw<Workbench>()
  linked: StructPlace | undefined

  get place(): StructPlace | undefined {
    return this.workbench?.place ?? this.linked
  }
}
