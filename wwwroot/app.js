// What only a browser can do: copying, posting a form from an interactive page, and saying that the connection is lost.
window.dashboard = {
  copy: text => navigator.clipboard.writeText(text),
  scrollTo: (box, top) => { box.scrollTop = top; },
  submit: id => document.getElementById(id).submit(),
};

// Somebody is here: said at most every half minute, so that a session in use is not taken for an idle one.
let said = performance.now();
for (const what of ['pointerdown', 'keydown', 'wheel']) {
  addEventListener(what, () => {
    if (performance.now() - said > 30_000) {
      said = performance.now();
      fetch('session', { cache: 'no-store' }).catch(() => {});
    }
  }, { capture: true, passive: true });
}

const modal = document.getElementById('components-reconnect-modal');

async function reconnect() {
  if (!await Blazor.reconnect()) {
    // The server answers but does not know this page any more: start it again.
    location.reload();
  }
}

modal?.addEventListener('components-reconnect-state-changed', event => {
  switch (event.detail.state) {
    case 'show': modal.showModal(); break;
    case 'hide': modal.close(); break;
    case 'failed': document.addEventListener('visibilitychange', retryWhenSeen); break;
    case 'rejected': location.reload(); break;
  }
});

document.getElementById('reconnect-now')?.addEventListener('click', () => reconnect().catch(() => {}));

function retryWhenSeen() {
  if (document.visibilityState === 'visible') {
    document.removeEventListener('visibilitychange', retryWhenSeen);
    reconnect().catch(() => {});
  }
}
