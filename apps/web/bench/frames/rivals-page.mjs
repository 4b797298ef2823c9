// The rivals' page draws the same intervals as plain rectangles. `/intervals` serves them as columns of doubles: the
// count, then their lanes, starts and ends in milliseconds.
/* global window, document, requestAnimationFrame -- the page's */
import { scaleLinear } from 'd3-scale'
import { select } from 'd3-selection'
import { DataSet, Timeline } from 'vis-timeline/standalone'

const WIDTH = 1440
const HEIGHT = 900
const LANE = 200
const COLOURS = ['#78bbfd', '#f1aa67', '#b9a4f5', '#58d5ba', '#ecd55c', '#f090bd', '#a9b8cc', '#a5cf62']

const load = async () => {
  const all = new Float64Array(await (await fetch('/intervals')).arrayBuffer())
  const count = all[0]
  const column = (k) => all.subarray(1 + k * count, 1 + (k + 1) * count)
  return {
    count,
    lanes: column(0),
    starts: column(1),
    ends: column(2),
    last: Math.max(...column(2).slice(-4)),
  }
}

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))

/** Zooms in and pans, one step per frame, for a number of frames or milliseconds; gives each frame's time. */
const drive = async (draw, last, frames, milliseconds) => {
  const times = []
  const until = performance.now() + milliseconds
  let before = await frame()
  for (let k = 0; k < frames && performance.now() < until; k += 1) {
    const span = last / 1.05 ** (k % 60)
    const from = (last - span) * (0.5 + 0.2 * Math.sin(k / 9))
    draw(from, from + span)
    const now = await frame()
    times.push(now - before)
    before = now
  }
  return times
}

const canvas = ({ count, lanes, starts, ends }) => {
  const element = document.body.appendChild(document.createElement('canvas'))
  element.width = WIDTH
  element.height = HEIGHT
  const context = element.getContext('2d')
  return (from, to) => {
    const scale = scaleLinear([from, to], [0, WIDTH])
    context.clearRect(0, 0, WIDTH, HEIGHT)
    for (let k = 0; k < count; k += 1) {
      const x = scale(starts[k])
      context.fillStyle = COLOURS[k % COLOURS.length]
      context.fillRect(x, 50 + lanes[k] * LANE, Math.max(1, scale(ends[k]) - x), 50)
    }
  }
}

const svg = ({ count, lanes, starts, ends }) => {
  const element = select(document.body).append('svg').attr('width', WIDTH).attr('height', HEIGHT)
  let rects
  return (from, to) => {
    const scale = scaleLinear([from, to], [0, WIDTH])
    rects ??= element
      .selectAll('rect')
      .data(Array.from({ length: count }, (_, k) => k))
      .join('rect')
      .attr('y', (k) => 50 + lanes[k] * LANE)
      .attr('height', 50)
      .attr('fill', (k) => COLOURS[k % COLOURS.length])
    rects
      .attr('x', (k) => scale(starts[k]))
      .attr('width', (k) => Math.max(1, scale(ends[k]) - scale(starts[k])))
  }
}

const vis = ({ count, lanes, starts, ends, last }) => {
  const element = document.body.appendChild(document.createElement('div'))
  const items = new DataSet(
    Array.from({ length: count }, (_, k) => ({
      id: k,
      group: lanes[k],
      start: starts[k],
      end: ends[k],
      content: '',
    })),
  )
  const groups = new DataSet([0, 1, 2, 3].map((id) => ({ id, content: String(id) })))
  const timeline = new Timeline(element, items, groups, {
    height: HEIGHT,
    stack: false,
    start: 0,
    end: last,
    zoomMin: 1e-3,
  })
  return (from, to) => timeline.setWindow(from, to, { animation: false })
}

const makers = { canvas, svg, vis }

/** The first picture's time, and the times of the frames after it. */
window.run = async (name, frames, milliseconds) => {
  const data = await load()
  await frame()
  const begun = performance.now()
  const draw = makers[name](data)
  draw(0, data.last)
  await frame()
  await frame()
  const first = performance.now() - begun
  return { first, times: await drive(draw, data.last, frames, milliseconds) }
}
