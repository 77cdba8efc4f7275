// Shows a drawing that the server made, lays patches over it, pans, zooms and says which state was chosen. It never owns the graph:
// all data arrives as text and is set as text.
import { Minimap, element } from './graph-minimap.js';
import { download } from './graph-export.js';
import { Search } from './graph-search.js';

export function create(frame, page) {
  return new Graph(frame, page);
}

const smallest = 0.1;
const largest = 3;
const readable = 0.7; // Below this, names are too small to read.
const mapFrom = 60; // Up to so many states the drawing needs no map.

class Graph {
  constructor(frame, page) {
    this.frame = frame;
    this.page = page;
    this.view = { x: 0, y: 0, scale: 1 };
    this.drawn = Promise.resolve(false);
    this.ending = new AbortController();
    const on = (name, act, options) => frame.addEventListener(name, act, { signal: this.ending.signal, ...options });
    on('click', e => this.choose(e.target));
    on('keydown', e => this.key(e));
    on('wheel', e => this.wheel(e), { passive: false });
    on('pointerdown', e => this.grab(e));
    on('focusin', e => this.enter(e.target.closest?.('[data-state]')));
    const around = frame.parentElement;
    this.map = new Minimap(around.querySelector('.minimap'), (x, y) => this.centre(x, y));
    this.search = new Search(around.querySelector('input[type=search]'), around.querySelector('.graph-hits'), g => this.find(g), this.ending.signal);
    this.sizes = new ResizeObserver(() => this.fitted?.());
    this.sizes.observe(frame);
  }

  // Fetches the drawing and puts it in place of the last one.
  draw(address) {
    this.drawn = fetch(address, { credentials: 'same-origin' })
      .then(answer => answer.ok ? answer.text() : Promise.reject(new Error(`${address}: ${answer.status}`)))
      .then(text => {
        const svg = document.importNode(new DOMParser().parseFromString(text, 'image/svg+xml').documentElement, true);
        this.svg = svg;
        this.seen = false;
        this.width = svg.viewBox.baseVal.width;
        this.height = svg.viewBox.baseVal.height;
        this.states = new Map([...svg.querySelectorAll('[data-state]')].map(g => [g.dataset.state, g]));
        this.terminals = new Map([...svg.querySelectorAll('[data-terminal]')].map(g => [g.dataset.terminal, g]));
        for (const g of this.states.values()) {
          // A box's name, on hover and to those who do not see it, is its title, which says all of its texts.
          g.removeAttribute('aria-label');
          g.setAttribute('tabindex', '-1');
          g.comment = g.querySelector('title').textContent.slice(g.dataset.state.length);
          g.querySelectorAll('text').forEach(t => t.setAttribute('aria-hidden', 'true'));
        }
        this.edges = [...svg.querySelectorAll('path.edge')];
        this.labels = [...svg.querySelectorAll('g.label')];
        this.frame.replaceChildren(svg);
        this.enter(this.states.values().next().value);
        this.map.draw(this.width, this.height, this.states, mapFrom);
        this.search.over(svg, this.states);
        this.stay() || this.read();
        return true;
      });
    return this.drawn;
  }

  // After a child was opened or closed: its state stays where it was, in the size it had.
  stay() {
    const g = this.states.get(this.anchor?.id);
    if (!g || !this.frame.clientWidth) {
      return false;
    }
    const box = g.querySelector('.box');
    const { scale } = this.view;
    this.fitted = null;
    this.seen = true;
    this.move({ x: this.anchor.x - Number(box.getAttribute('x')) * scale, y: this.anchor.y - Number(box.getAttribute('y')) * scale, scale });
    this.anchor = null;
    return true;
  }

  async apply(view) {
    await this.drawn;
    for (const node of view.nodes) {
      const g = this.states.get(node.id) ?? this.terminals.get(node.id);
      if (g) {
        this.patch(g, node);
      }
    }

    const taken = new Set(view.takenEdges);
    this.edges.forEach((edge, i) => {
      edge.classList.toggle('taken', taken.has(i));
    });
    for (const label of this.labels) {
      label.classList.toggle('taken', this.edges.some((e, i) => taken.has(i) && e.dataset.from === label.dataset.from && e.dataset.to === label.dataset.to));
    }
    this.search.again();
    if (!this.seen) {
      // First seen, the drawing shows the state that matters.
      this.seen = true;
      const g = this.states.get(view.focus);
      if (g && this.stop !== g && !this.states.get(view.nodes.find(n => n.selected)?.id)) {
        this.enter(g);
        this.show(g);
      }
    }
  }

  patch(g, node) {
    const keep = [...g.classList].filter(c => !c.startsWith('is-'));
    g.setAttribute('class', [...keep, node.css, ...(node.selected ? ['is-selected'] : [])].join(' '));
    if (!g.dataset.state) {
      return;
    }

    this.map.look(g.dataset.state, g.getAttribute('class'));

    if (node.selected && g.getAttribute('aria-pressed') !== 'true') {
      this.enter(g);
      this.show(g);
    }
    g.querySelector('title').textContent = node.label + g.comment;
    g.setAttribute('aria-pressed', String(node.selected));
    g.querySelector('.glyph').textContent = node.glyph;
    g.querySelector('.badge').textContent = node.badge;
    this.opener(g, node.child);
    ring(g, node.progress);
    for (const branch of node.branches) {
      const lane = g.querySelector(`.branch[data-branch="${branch.index}"]`);
      if (lane) {
        lane.setAttribute('class', `branch ${branch.css}`);
        lane.querySelector('.branch-text').textContent = branch.text;
      }
    }
  }

  // The mark that opens a state's child in its place, and closes it.
  opener(g, child) {
    let mark = g.querySelector('.opener');
    if (!child) {
      mark?.remove();
      return;
    }
    if (!mark) {
      const box = g.querySelector('.box');
      mark = element('g', { class: 'opener' });
      const [x, y] = [Number(box.getAttribute('x')) + Number(box.getAttribute('width')) - 22, Number(box.getAttribute('y')) + 4];
      mark.append(element('rect', { x, y, width: 18, height: 18, rx: 4 }), element('text', { x: x + 9, y: y + 13, 'aria-hidden': 'true' }));
      g.append(mark);
    }
    mark.lastChild.textContent = child === 'open' ? '−' : '+';
    g.setAttribute('aria-expanded', String(child === 'open'));
  }

  toggle(g) {
    if (g?.querySelector('.opener')) {
      const box = g.querySelector('.box');
      this.anchor = { id: g.dataset.state, x: this.view.x + Number(box.getAttribute('x')) * this.view.scale, y: this.view.y + Number(box.getAttribute('y')) * this.view.scale };
      this.page.invokeMethodAsync('ToggleAsync', g.dataset.state);
    }
  }

  choose(target) {
    const g = target.closest?.('[data-state]');
    if (g && !this.moved && target.closest('.opener')) {
      this.toggle(g);
    } else if (g && !this.moved) {
      this.page.invokeMethodAsync('SelectAsync', g.dataset.state);
    }
  }

  key(e) {
    const g = e.target.closest?.('[data-state]');
    const act = {
      Enter: () => this.choose(e.target),
      ' ': () => this.choose(e.target),
      ArrowUp: () => this.step(g, 0, -1),
      ArrowDown: () => this.step(g, 0, 1),
      ArrowLeft: () => this.step(g, -1, 0),
      ArrowRight: () => this.step(g, 1, 0),
      '+': () => this.zoom(1.25),
      '-': () => this.zoom(0.8),
      0: () => this.fit(),
      f: () => this.fill(),
      o: () => this.toggle(g),
    }[e.key];
    if (act && g && !e.ctrlKey && !e.metaKey && !e.altKey) {
      e.preventDefault();
      this.moved = false;
      act();
    }
  }

  // Of all states only the last one that had the focus is a stop of the Tab key: arrows lead to the others.
  enter(g) {
    if (g) {
      this.stop?.setAttribute('tabindex', '-1');
      g.setAttribute('tabindex', '0');
      this.stop = g;
      if (g === document.activeElement) {
        this.show(g);
      }
    }
  }

  // To the nearest state in that direction; what lies aside counts double.
  step(from, dx, dy) {
    const at = middle(from);
    let best = null;
    for (const g of this.states.values()) {
      const to = middle(g);
      const ahead = (to.x - at.x) * dx + (to.y - at.y) * dy;
      const aside = Math.abs((to.x - at.x) * dy) + Math.abs((to.y - at.y) * dx);
      if (g !== from && ahead > 1 && (!best || ahead + 2 * aside < best.cost)) {
        best = { g, cost: ahead + 2 * aside };
      }
    }
    best?.g.focus();
  }

  zoom(factor, x = this.frame.clientWidth / 2, y = this.frame.clientHeight / 2) {
    const scale = Math.min(largest, Math.max(smallest, this.view.scale * factor));
    const ratio = scale / this.view.scale;
    this.fitted = null;
    this.move({ x: x - (x - this.view.x) * ratio, y: y - (y - this.view.y) * ratio, scale });
  }

  // Whole where that makes it only a little smaller; else as wide as the frame and never too small to read, and what does not fit is a drag away.
  read() {
    const [across, down] = [this.frame.clientWidth / this.width, this.frame.clientHeight / this.height];
    this.place(() => this.read(), Math.min(1, Math.max(readable, down >= 0.85 ? Math.min(across, down) : across)));
  }

  // The whole drawing, never larger than life.
  fit() {
    this.place(() => this.fit(), Math.min(1, Math.max(smallest, Math.min(this.frame.clientWidth / this.width, this.frame.clientHeight / this.height))));
  }

  // In the middle of the frame, at its top where it is taller. It stays so when the frame changes, until somebody moves it.
  place(again, scale) {
    if (this.svg && this.frame.clientWidth) {
      this.fitted = again;
      this.move({ x: (this.frame.clientWidth - this.width * scale) / 2, y: Math.max(0, (this.frame.clientHeight - this.height * scale) / 2), scale });
    }
  }

  move(view) {
    this.view = view;
    this.map.see(-view.x / view.scale, -view.y / view.scale, this.frame.clientWidth / view.scale, this.frame.clientHeight / view.scale);
    this.svg.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
  }

  // That point of the drawing in the middle of the frame.
  centre(x, y, scale = this.view.scale) {
    this.fitted = null;
    this.move({ x: this.frame.clientWidth / 2 - x * scale, y: this.frame.clientHeight / 2 - y * scale, scale });
  }

  find(g) {
    const box = g.querySelector('.box');
    const [x, y, width, height] = ['x', 'y', 'width', 'height'].map(n => Number(box.getAttribute(n)));
    this.centre(x + width / 2, y + Math.min(height, 120) / 2, Math.max(readable, this.view.scale));
  }

  // All of the screen for the graph and the panel beside it, or no longer.
  async fill() {
    await (document.fullscreenElement ? document.exitFullscreen() : this.frame.closest('.execution-body').requestFullscreen());
  }

  async download(kind, name) {
    if (await this.drawn) {
      await download(this.svg, kind, name);
    }
  }

  print() {
    print();
  }

  wheel(e) {
    if (!this.svg) {
      return;
    }
    if (!(e.ctrlKey || e.metaKey)) {
      this.scroll(e);
      return;
    }
    e.preventDefault();
    const box = this.frame.getBoundingClientRect();
    this.zoom(Math.exp(-e.deltaY / 300), e.clientX - box.left, e.clientY - box.top);
  }

  // As any box that scrolls: up to the drawing's edge, and from there on the page does.
  scroll(e) {
    const lines = e.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    const [dx, dy] = e.shiftKey ? [e.deltaY, e.deltaX] : [e.deltaX, e.deltaY];
    const x = within(this.view.x, dx * lines, this.width * this.view.scale, this.frame.clientWidth);
    const y = within(this.view.y, dy * lines, this.height * this.view.scale, this.frame.clientHeight);
    if (x !== this.view.x || y !== this.view.y) {
      e.preventDefault();
      this.fitted = null;
      this.move({ ...this.view, x, y });
    }
  }

  grab(e) {
    this.moved = false;
    if (!this.svg || e.button !== 0 || !e.isPrimary) {
      return;
    }
    const start = { x: e.clientX - this.view.x, y: e.clientY - this.view.y };
    const until = new AbortController();
    const drag = m => {
      if (!this.moved && Math.hypot(m.clientX - e.clientX, m.clientY - e.clientY) < 4) {
        return;
      }
      if (!this.moved) {
        this.moved = true;
        this.fitted = null;
        this.svg.classList.add('moving');
        this.frame.setPointerCapture(e.pointerId);
      }
      this.move({ ...this.view, x: m.clientX - start.x, y: m.clientY - start.y });
    };
    this.frame.addEventListener('pointermove', drag, { signal: until.signal });
    for (const end of ['pointerup', 'pointercancel']) {
      this.frame.addEventListener(end, () => {
        until.abort();
        this.svg.classList.remove('moving');
      }, { signal: until.signal });
    }
  }

  // Keeps the state that is selected or has the focus in sight.
  show(g) {
    if (!g) {
      return;
    }
    const frame = this.frame.getBoundingClientRect();
    const box = g.getBoundingClientRect();
    const dx = box.left < frame.left ? frame.left - box.left + 16 : box.right > frame.right ? frame.right - box.right - 16 : 0;
    const dy = box.top < frame.top ? frame.top - box.top + 16 : box.bottom > frame.bottom ? frame.bottom - box.bottom - 16 : 0;
    if ((dx || dy) && box.width < frame.width && box.height < frame.height) {
      this.fitted = null;
      this.move({ ...this.view, x: this.view.x + dx, y: this.view.y + dy });
    }
  }

  dispose() {
    this.ending.abort();
    this.sizes.disconnect();
    this.frame.replaceChildren();
  }
}

// Where a drawing of that size goes when it is pushed, but not further than its edge.
function within(at, by, size, room) {
  return by > 0 ? Math.min(at, Math.max(at - by, room - size)) : Math.max(at, Math.min(at - by, 0));
}

// How much of the usual time of what runs has passed.
function ring(g, progress) {
  let circle = g.querySelector('.ring');
  if (progress === null || progress === undefined) {
    circle?.remove();
    return;
  }
  if (!circle) {
    const glyph = g.querySelector('.glyph');
    circle = element('circle', { class: 'ring', cx: Number(glyph.getAttribute('x')) + 6, cy: Number(glyph.getAttribute('y')) - 4, r: 7, pathLength: 100 });
    glyph.after(circle);
  }
  circle.style.strokeDasharray = `${Math.min(progress, 100)} 100`;
  circle.classList.toggle('over', progress > 100);
}

function middle(g) {
  const box = g.getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}
