// Finds states by what their titles say: name, type, outcome, exit code, comment. What is not found stands back.
export class Search {
  constructor(input, hits, go, signal) {
    this.input = input;
    this.hits = hits;
    this.go = go;
    this.found = [];
    input.addEventListener('input', () => this.start(), { signal });
    input.addEventListener('keydown', e => this.key(e), { signal });
    document.addEventListener('keydown', e => {
      if (e.key === '/' && !e.target.closest?.('input, textarea, select, [contenteditable]')) {
        e.preventDefault();
        input.focus();
        input.select();
      }
    }, { signal });
  }

  // Another drawing: searches it for the same.
  over(svg, states) {
    this.svg = svg;
    this.states = states;
    this.start();
  }

  start() {
    this.at = -1;
    this.again();
    if (this.found.length) {
      this.next(1);
    }
  }

  // The states changed: what is found may be others, where one is stays.
  again() {
    const words = simple(this.input.value).split(/\s+/).filter(w => w);
    const all = this.states ? [...this.states.values()] : [];
    this.found = words.length ? all.filter(g => matches(g, words)) : [];
    const found = new Set(this.found);
    this.svg?.classList.toggle('searching', words.length > 0);
    all.forEach(g => g.classList.toggle('hit', found.has(g)));
    this.at = Math.min(this.at, this.found.length - 1);
    this.say(words.length > 0);
  }

  key(e) {
    if (e.isComposing) {
      return; // Enter ends a conversion of kana here.
    }
    if (e.key === 'Enter' && this.found.length) {
      e.preventDefault();
      this.next(e.shiftKey ? -1 : 1);
    } else if (e.key === 'Escape') {
      this.input.value = '';
      this.start();
    }
  }

  next(step) {
    this.at = (this.at + step + this.found.length) % this.found.length;
    this.go(this.found[this.at]);
    this.say(true);
  }

  say(searching) {
    this.states?.forEach(g => g.classList.remove('hit-now'));
    this.found[this.at]?.classList.add('hit-now');
    this.hits.textContent = searching ? `${this.at + 1} / ${this.found.length}` : '';
  }
}

function matches(g, words) {
  const text = simple(`${g.querySelector('title').textContent} ${g.dataset.type}`);
  return words.every(w => text.includes(w));
}

// Full-width and half-width letters, large and small ones are the same.
function simple(text) {
  return text.normalize('NFKC').toLowerCase();
}
