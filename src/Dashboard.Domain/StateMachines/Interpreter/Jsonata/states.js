// What AWS Step Functions adds to JSONata, and its limits. Loaded after the reference implementation.
// The clock is the execution's; $now() and $millis() ask it.
let now = 0;
Date = class extends Date {
  constructor(...args) {
    super(...(args.length > 0 ? args : [now]));
  }

  static now() {
    return now;
  }
};

const compiled = new Map();
const mostCompiled = 200;
// Measured on AWS: an expression may nest 100 deep.
const deepest = 100;
let depth = 0;
let bindings = {};

// A sequence of one item counts as the item.
const sequence = items => Object.defineProperty(items, 'sequence', { value: true, enumerable: false });

const functions = {
  partition: [(items, size) => {
    if (items === undefined || size === undefined) {
      return undefined;
    }

    if (!(size >= 1)) {
      throw { message: 'The size of a partition must be a positive number' };
    }

    const parts = [];
    for (let at = 0; at < items.length; at += Math.floor(size)) {
      parts.push(items.slice(at, at + Math.floor(size)));
    }

    return parts;
  }, '<an:a>'],
  range: [(first, last, step) => {
    if (first === undefined || last === undefined || step === undefined) {
      return undefined;
    }

    if (step === 0) {
      throw { message: 'The step of a range must not be 0' };
    }

    const items = [];
    for (let at = first; step > 0 ? at <= last : at >= last; at += step) {
      items.push(at);
    }

    return sequence(items);
  }, '<nnn:a>'],
  hash: [(text, algorithm) => {
    if (text === undefined || algorithm === undefined) {
      return undefined;
    }

    return hostHash(text, algorithm);
  }, '<ss:s>'],
  random: [seed => {
    if (seed === undefined) {
      return Math.random();
    }

    // mulberry32: the same seed gives the same number.
    let t = (Math.trunc(seed) + 0x6D2B79F5) | 0;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }, '<n?:n>'],
  uuid: [() => hostUuid(), '<:s>'],
  parse: [text => text === undefined ? undefined : JSON.parse(text), '<s:x>'],
};

function compile(expression) {
  let known = compiled.get(expression);
  if (known === undefined) {
    known = jsonata(expression);
    for (const name in functions) {
      known.registerFunction(name, ...functions[name]);
    }

    // AWS refuses $eval; called, it is no function.
    known.assign('eval', undefined);
    known.assign(Symbol.for('jsonata.__evaluate_entry'), () => {
      if (++depth > deepest) {
        throw { message: 'Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive.' };
      }
    });
    known.assign(Symbol.for('jsonata.__evaluate_exit'), () => {
      depth--;
    });
    if (compiled.size >= mostCompiled) {
      compiled.clear();
    }

    compiled.set(expression, known);
  }

  return known;
}

const isFunction = value => typeof value === 'function' || (value !== null && typeof value === 'object' && (value._jsonata_lambda === true || value._jsonata_function === true));

function begin(time, states, variables) {
  now = time;
  bindings = JSON.parse(variables);
  bindings.states = JSON.parse(states);
}

// v and the JSON of the value, u for undefined, f for a function, e and the end of AWS's sentence for an error.
async function evaluate(expression) {
  try {
    depth = 0;
    const value = await compile(expression).evaluate(undefined, bindings);
    if (value === undefined) {
      return 'u';
    }

    return isFunction(value) ? 'f' : 'v' + JSON.stringify(value, (_, member) => isFunction(member) ? undefined : member);
  } catch (error) {
    return 'e' + (error.code ? '. ' + error.code + ': ' : ': ') + error.message;
  }
}
