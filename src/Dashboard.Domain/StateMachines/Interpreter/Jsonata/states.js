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

// Whole numbers are wanted; the decimals of others are cut off. What cannot be answered is undefined, as measured on AWS.
const functions = {
  partition: [(items, size) => {
    if (items === undefined || size === undefined || items.length === 0 || Math.trunc(size) === 0) {
      return undefined;
    }

    if (size < 0) {
      throw { message: 'The size of a partition must be a positive number' };
    }

    const step = Math.trunc(size);
    const parts = [];
    for (let at = 0; at < items.length; at += step) {
      parts.push(items.slice(at, at + step));
    }

    return parts;
  }, '<an:a>'],
  range: [(first, last, step) => {
    if (first === undefined || last === undefined || step === undefined) {
      return undefined;
    }

    const by = Math.trunc(step);
    if (by === 0) {
      throw { message: 'The step of a range must not be 0' };
    }

    const items = [];
    for (let at = Math.trunc(first); by > 0 ? at <= Math.trunc(last) : at >= Math.trunc(last); at += by) {
      items.push(at);
    }

    return items.length === 0 ? undefined : sequence(items);
  }, '<nnn?:a>'],
  hash: [(text, algorithm) => text === undefined || algorithm === undefined ? undefined : hostHash(text, algorithm), '<ss?:s>'],
  random: [seed => seed === undefined ? Math.random() : hostRandom(seed), '<n?:n>'],
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

// JSON has no number for these: AWS writes their names.
const written = (_, member) => isFunction(member) ? undefined : typeof member === 'number' && !Number.isFinite(member) ? String(member) : member;

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

    return isFunction(value) ? 'f' : 'v' + JSON.stringify(value, written);
  } catch (error) {
    return 'e' + (error.code ? '. ' + error.code + ': ' : ': ') + error.message;
  }
}

// What an expression refers to, read without evaluating it: names that need a context item, which there is none of at the top;
// the root of the context, $$; and the fields of $states.
function analyze(expression) {
  const found = { top: [], root: false, states: [] };
  const note = (list, name) => list.includes(name) || list.push(name);

  // Only the first step of a path, and what is in no path, sees the top. All else is looked through for variables alone.
  function walk(node, isTop) {
    if (node === null || typeof node !== 'object') {
      return;
    }

    if (Array.isArray(node)) {
      node.forEach(part => walk(part, isTop));
      return;
    }

    switch (node.type) {
      case 'path':
        if (node.steps[0].type === 'variable' && node.steps[0].value === 'states' && node.steps[1]?.type === 'name') {
          note(found.states, node.steps[1].value);
        }

        node.steps.forEach((step, at) => walk(step, isTop && at === 0));
        walk(node.group?.lhs, false);
        return;
      case 'variable':
        found.root ||= node.value === '$';
        if (isTop && node.value === '') {
          note(found.top, '$');
        }

        break;
      case 'name':
      case 'wildcard':
      case 'descendant':
      case 'parent':
        if (isTop) {
          note(found.top, node.type === 'name' ? node.value : { wildcard: '*', descendant: '**', parent: '%' }[node.type]);
        }

        break;
      case 'transform':
      case 'sort':
        isTop = false;
        break;
    }

    for (const member in node) {
      if (typeof node[member] === 'object' && member !== 'value') {
        walk(node[member], isTop && member !== 'predicate' && member !== 'stages' && member !== 'group');
      }
    }
  }

  try {
    walk(jsonata(expression).ast(), true);
  } catch (error) {
    found.error = error.message;
  }

  return JSON.stringify(found);
}
