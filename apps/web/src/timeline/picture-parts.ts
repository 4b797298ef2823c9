// What every picture needs besides the page's first load: the drawing, and the words around it. It is one late part, so that
// one request fetches all of it.
export { draw } from './draw/draw.ts'
export { default as AxisBase } from './measure/AxisBase.svelte'
export { default as LaneTitles } from './LaneTitles.svelte'
export { default as StageHead } from './StageHead.svelte'
