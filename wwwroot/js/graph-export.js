// The drawing as it looks now, as a file that needs no style sheet.
const copied = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-opacity', 'font-family', 'font-size', 'font-weight', 'text-anchor', 'opacity', 'transform', 'display'];
const margin = 16;
const largestSide = 16000; // Chromium draws no larger canvas, and no more points than these.
const mostPoints = 100e6;

export async function download(svg, kind, name) {
  const { text, width, height } = standalone(svg);
  const drawing = new Blob([text], { type: 'image/svg+xml' });
  save(kind === 'png' ? await picture(drawing, width, height) : drawing, `${name}.${kind}`);
}

function standalone(svg) {
  const copy = svg.cloneNode(true);
  const colours = new Map();
  const originals = svg.querySelectorAll('*');
  copy.querySelectorAll('*').forEach((to, i) => dress(originals[i], to, colours));
  const width = svg.viewBox.baseVal.width + 2 * margin;
  const height = svg.viewBox.baseVal.height + 2 * margin;
  const background = copy.ownerDocument.createElementNS(copy.namespaceURI, 'rect');
  for (const [key, value] of Object.entries({ x: -margin, y: -margin, width, height, fill: plain(getComputedStyle(svg.parentElement.parentElement).backgroundColor, colours) })) {
    background.setAttribute(key, value);
  }
  copy.prepend(background);
  arrows(copy);
  copy.removeAttribute('style');
  for (const [key, value] of Object.entries({ viewBox: `${-margin} ${-margin} ${width} ${height}`, width, height })) {
    copy.setAttribute(key, value);
  }
  return { text: new XMLSerializer().serializeToString(copy), width, height };
}

function dress(from, to, colours) {
  const style = getComputedStyle(from);
  for (const name of copied) {
    const value = style.getPropertyValue(name);
    if (value && value !== 'none' || name === 'fill' || name === 'display' && value === 'none') {
      to.style.setProperty(name, name === 'fill' || name === 'stroke' ? plain(value, colours) : value);
    }
  }
  for (const attribute of ['tabindex', 'role', 'aria-label', 'aria-hidden', 'aria-pressed']) {
    to.removeAttribute(attribute);
  }
}

// A colour that every program reads: style sheets mix theirs in spaces that only browsers know.
function plain(value, known) {
  if (!value.startsWith('color(') && !value.startsWith('oklab(')) {
    return value;
  }
  if (!known.has(value)) {
    const point = new OffscreenCanvas(1, 1).getContext('2d');
    point.fillStyle = value;
    point.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = point.getImageData(0, 0, 1, 1).data;
    known.set(value, `rgba(${r}, ${g}, ${b}, ${(a / 255).toFixed(3)})`);
  }
  return known.get(value);
}

// Not every program lets an arrow take its line's colour: one marker for each.
function arrows(copy) {
  const pattern = copy.querySelector('marker');
  const byColour = new Map();
  for (const edge of copy.querySelectorAll('path.edge')) {
    const colour = edge.style.stroke;
    if (!byColour.has(colour)) {
      const marker = pattern.cloneNode(true);
      marker.id = `arrow-${byColour.size}`;
      marker.querySelector('path').setAttribute('style', `fill: ${colour}`);
      pattern.after(marker);
      byColour.set(colour, marker.id);
    }
    edge.setAttribute('marker-start', `url(#${byColour.get(colour)})`);
  }
}

async function picture(drawing, width, height) {
  const scale = Math.min(2, largestSide / width, largestSide / height, Math.sqrt(mostPoints / (width * height)));
  const address = URL.createObjectURL(drawing);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = new OffscreenCanvas(Math.ceil(width * scale), Math.ceil(height * scale));
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    return await canvas.convertToBlob({ type: 'image/png' });
  } finally {
    URL.revokeObjectURL(address);
  }
}

function save(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
