// Lays out the graphs of the benchmark with elkjs and dagre: node peers.mjs GRAPHS RESULTS, in a folder where both are installed.
import { readFileSync, writeFileSync } from 'node:fs';
import ELK from 'elkjs/lib/elk.bundled.js';
import { Graph, layout } from '@dagrejs/dagre';

const { spacing, padding, graphs } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const elk = new ELK();

const peers = {
  elkjs: graph => elkLayout(graph, {
    'spacing.nodeNode': spacing.node, 'spacing.edgeNode': spacing.edgeNode, 'spacing.edgeEdge': spacing.edge,
    'layered.spacing.nodeNodeBetweenLayers': spacing.layer, 'layered.spacing.edgeNodeBetweenLayers': spacing.edgeLayer, 'layered.spacing.edgeEdgeBetweenLayers': spacing.track,
  }),
  'elkjs, its own spacing': graph => elkLayout(graph, {}),
  dagre: graph => dagreLayout(graph),
};

const results = [];
for (const graph of graphs) {
  for (const [name, run] of Object.entries(peers)) {
    const times = [];
    let drawn;
    for (let round = 0; round < (name === 'dagre' && graph.rounds < 5 ? 1 : graph.rounds); round++) {
      const { layout, result } = run(graph.root);
      const start = performance.now();
      const made = await layout();
      times.push(performance.now() - start);
      drawn = result(made);
    }
    results.push({ graph: graph.name, name, milliseconds: Math.min(...times), ...drawn });
  }
}
writeFileSync(process.argv[3], JSON.stringify(results));

function elkLayout(root, options) {
  const edges = [];
  const side = `left=${padding.side},right=${padding.side},bottom=${padding.side}`;
  const group = (g, top) => ({
    id: g.id,
    layoutOptions: { ...options, 'elk.direction': 'DOWN', 'elk.padding': `[top=${top},${side}]` },
    children: g.nodes.map(n => n.groups.length === 0 ? { id: n.id, width: n.width, height: n.height } : {
      id: n.id, layoutOptions: { ...options, 'elk.padding': `[top=${padding.header},${side}]` }, children: n.groups.map(lane => group(lane, padding.lane)),
    }),
    edges: g.edges.map(e => {
      edges.push(e.id);
      return { id: e.id, sources: [e.from], targets: [e.to], labels: e.width ? [{ text: e.id, width: e.width, height: e.height }] : [] };
    }),
  });
  const input = group(root, padding.side);
  Object.assign(input.layoutOptions, { 'elk.algorithm': 'layered', 'elk.edgeRouting': 'ORTHOGONAL', 'elk.json.edgeCoords': 'ROOT', 'elk.json.shapeCoords': 'ROOT' });
  return {
    layout: () => elk.layout(input),
    result: made => {
      const lines = {};
      const walk = n => {
        for (const e of n.edges ?? []) {
          lines[e.id] = e.sections.flatMap(s => [s.startPoint, ...(s.bendPoints ?? []), s.endPoint]).map(p => [p.x, p.y]);
        }
        n.children?.forEach(walk);
      };
      walk(made);
      return { width: made.width, height: made.height, lines: edges.map(id => lines[id]) };
    },
  };
}

function dagreLayout(root) {
  const g = new Graph({ compound: true, multigraph: true });
  g.setGraph({ rankdir: 'TB', nodesep: spacing.node, edgesep: spacing.edge, ranksep: spacing.layer, marginx: padding.side, marginy: padding.side });
  const edges = [];
  const add = (part, parent) => {
    for (const n of part.nodes) {
      g.setNode(n.id, { width: n.width, height: n.height });
      if (parent) {
        g.setParent(n.id, parent);
      }
      for (const lane of n.groups) {
        g.setNode(lane.id, {});
        g.setParent(lane.id, n.id);
        add(lane, lane.id);
      }
    }
    for (const e of part.edges) {
      edges.push({ v: leaf(e.from), w: leaf(e.to), name: e.id, value: e.width ? { width: e.width, height: e.height, labelpos: 'c' } : {} });
    }
  };
  // dagre takes no edges to or from a box that holds others: its first state stands for the box.
  const inside = new Map();
  const index = part => part.nodes.forEach(n => (inside.set(n.id, n), n.groups.forEach(index)));
  const leaf = id => inside.get(id).groups[0]?.nodes.length ? leaf(inside.get(id).groups[0].nodes[0].id) : id;
  index(root);
  add(root, null);
  edges.forEach(e => g.setEdge(e.v, e.w, e.value, e.name));
  return {
    layout: () => layout(g),
    result: () => ({ width: g.graph().width, height: g.graph().height, lines: edges.map(e => g.edge(e.v, e.w, e.name).points.map(p => [p.x, p.y])) }),
  };
}
