// The whole drawing, small, with the part in sight marked. A click or a drag goes there.
const svgNamespace = 'http://www.w3.org/2000/svg';

export class Minimap {
  constructor(place, go) {
    this.place = place;
    this.go = go;
    place.addEventListener('pointerdown', e => this.grab(e));
  }

  // Draws the boxes of a drawing, or hides itself where the drawing is small.
  draw(width, height, states, atLeast) {
    this.place.hidden = states.size <= atLeast;
    if (this.place.hidden) {
      this.place.replaceChildren();
      this.boxes = null;
      return;
    }
    this.svg = element('svg', { viewBox: `0 0 ${width} ${height}`, class: 'state-graph small', 'aria-hidden': 'true' });
    this.boxes = new Map();
    for (const [id, g] of states) {
      const box = g.querySelector('.box');
      const small = element('g', { class: g.getAttribute('class') });
      small.append(element('rect', Object.fromEntries(['x', 'y', 'width', 'height'].map(n => [n, box.getAttribute(n)]).concat([['class', 'box']]))));
      this.boxes.set(id, small);
      this.svg.append(small);
    }
    this.sight = element('rect', { class: 'sight' });
    this.svg.append(this.sight);
    this.place.replaceChildren(this.svg);
  }

  // A box has another look.
  look(id, classes) {
    this.boxes?.get(id)?.setAttribute('class', classes);
  }

  // Another part is in sight, in the drawing's units.
  see(x, y, width, height) {
    if (this.boxes) {
      for (const [name, value] of Object.entries({ x, y, width, height })) {
        this.sight.setAttribute(name, value);
      }
    }
  }

  grab(e) {
    if (!this.boxes || e.button !== 0) {
      return;
    }
    e.preventDefault();
    const until = new AbortController();
    const to = m => {
      const at = new DOMPoint(m.clientX, m.clientY).matrixTransform(this.svg.getScreenCTM().inverse());
      this.go(at.x, at.y);
    };
    to(e);
    this.place.setPointerCapture(e.pointerId);
    this.place.addEventListener('pointermove', to, { signal: until.signal });
    for (const end of ['pointerup', 'pointercancel']) {
      this.place.addEventListener(end, () => until.abort(), { signal: until.signal });
    }
  }
}

export function element(name, attributes) {
  const made = document.createElementNS(svgNamespace, name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  return made;
}
